// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Every command on the demo: how it ends, and what it says. */
class CommandsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    Path folder;

    private static CommandLineRun demo(String arguments) {
        return CommandLineRun.of((arguments + " --host demo").split(" ", -1));
    }

    @ParameterizedTest(name = "daxboard {0} ends with {1} and prints: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            show dax0.0                                        | 0 | /sys/devices/platform/hmem.0/dax0.0/size
            show dax0.0                                        | 0 | qemu-system-x86 (pid 4211) has it mapped
            show region1                                       | 0 | 512 GiB
            show dax7.7                                        | 2 | There is no dax7.7 on demo
            show everything                                    | 2 | 'everything' is not a device, region or node.
            holders                                            | 0 | dax0.0  qemu-system-x86 (pid 4211) has it mapped
            holders dax0.1                                     | 0 | No process, mount or file system uses these devices.
            holders dax7.7                                     | 2 | There is no device dax7.7
            plan dax0.1 system-ram                             | 0 | online_movable > /sys/devices/system/memory/memoryN/state
            plan dax0.1 system-ram --zone kernel               | 0 | online_kernel > /sys/devices/system/memory/memoryN/state
            plan dax0.1 fsdev --zone kernel                    | 2 | apply to system-ram only, not to fsdev.
            plan dax0.1 system-ram --zone kernel -N            | 2 | Use --zone or --no-online, not both
            switch dax0.1 system-ram -y                        | 0 | dax0.1 is system-ram, 64 GiB, 32 of 32 blocks online, read back.
            switch dax0.1 system-ram -y -N                     | 0 | 0 of 32 blocks online
            switch dax0.2 devdax -y                            | 0 | dax0.2 is devdax
            switch dax0.1 fsdev -n                             | 0 | Nothing has been written.
            create -r 0 -s 4G -y                               | 0 | dax0.4 is unbound, 4 GiB, read back.
            create -r 0 -s 4G -m fsdev -y                      | 0 | dax0.4 is fsdev
            create -r region3 -s 0x40000000 -y                 | 0 | is unbound, 1 GiB
            create -r 0 -s 4GB                                 | 2 | '4GB' is not a valid size
            create -r 0 -s 4G --range 0x0-0xfff                | 2 | Use --size or --range, not both
            create -r 0 --range 0xfff-0x0                      | 2 | ends before it begins
            create -s 4G                                       | 2 | several regions in which devices can be created. Choose one with --region: 0,
            create -r 2 -s 4G                                  | 3 | Region 2 is a pmem namespace
            resize dax0.3 8G -y --confirm dax0.3               | 0 | dax0.3 is unbound, 8 GiB, read back.
            resize dax0.0 8G -y                                | 3 | dax0.0 is in use.
            resize dax0.1 8G -y                                | 0 | dax0.1 is devdax, 8 GiB, read back.
            resize dax0.3 8G -y                                | 3 | The contents of dax0.3 could not be read, and this change destroys them.
            destroy dax1.1 -y                                  | 3 | In fsdev mode a device can't be opened. What is not known counts as data.
            resize dax0.3 lots                                 | 2 | 'lots' is not a valid size
            split dax0.3 -y --confirm dax0.3                   | 0 | dax0.4 is unbound, 8 GiB, read back.
            split dax0.1 --parts 4 -m fsdev -y                 | 0 | dax0.6 is fsdev, 16 GiB, read back.
            split dax0.3 --keep 12G -y --confirm dax0.3        | 0 | dax0.4 is unbound, 4 GiB, read back.
            split dax0.3 --parts 1                             | 2 | --parts must be 2 to 64, not 1.
            split dax0.3 --keep 64G                            | 2 | can't be split that way.
            align dax0.3 1G -y                                 | 0 | dax0.3 is unbound, 16 GiB, read back.
            align dax0.3 3 -y                                  | 2 | The kernel knows pages of 4 KiB, 2 MiB and 1 GiB.
            destroy dax0.3 -y --confirm dax0.3                 | 0 | dax0.3 is gone, read back.
            destroy dax2.0 -y                                  | 3 | Blocked.
            offline dax0.2 -y                                  | 0 | 0 of 16 blocks online
            offline dax0.1 -y                                  | 3 | Blocked.
            online dax1.0 -y                                   | 0 | 128 of 128 blocks online
            online dax1.0 --zone elsewhere                     | 2 | 'elsewhere' is not a zone
            clean                                              | 0 | There is no device of size 0 to clean up.
            doctor                                             | 3 | dax1.2 is pinned until reboot
            export dax0.1 fsdev                                | 0 | register dax0.1 fsdev_dax
            export dax0.1 fsdev --as daxctl                    | 0 | daxctl reconfigure-device -m famfs dax0.1
            export dax0.0 fsdev                                | 3 | Blocked.
            export dax0.1 nonsense                             | 2 | 'nonsense' is not a mode
            export /nonexistent                                | 2 | there is no such file
            apply /nonexistent                                 | 2 | there is no such file
            log                                                | 0 | No plans are recorded on demo.
            undo                                               | 2 | There is no plan to undo on demo.
            recover                                            | 0 | Every plan that was begun on demo has ended.
            recover sideways                                   | 2 | 'sideways' is not one of: finish, undo, forget
            switch dax0.1 fsdev -y --report run.pdf            | 2 | .txt, .html or .json
            show dax0.0 --color sometimes                          | 2 | 'sometimes' is not one of: auto, always, never
            frobnicate                                         | 2 | Unknown command: 'frobnicate'
            """)
    void theExitCodeAndTheWordsAreThoseOfTheDocs(String arguments, int exit, String said) {
        CommandLineRun run = demo(arguments);

        assertThat(run.exit()).as(run.all()).isEqualTo(exit);
        assertThat(run.all()).contains(said);
    }

    @Test
    void aMistakeIsOneSentenceAndWhereToReadOn() {
        CommandLineRun run = demo("resize dax0.1 lots");

        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.err()).contains("See: daxboard resize --help");
    }

    @Test
    void quietSaysOnlyWhatCameOfIt() {
        assertThat(demo("switch dax0.1 fsdev -y -q").out().lines())
                .containsExactly("dax0.1 is fsdev, 64 GiB, read back.", "Done and verified.");
    }

    @Test
    void aSavedPlanIsCarriedOutAndOneThatIsOutdatedIsNot() throws IOException {
        Path file = folder.resolve("plan.json");

        assertThat(demo("switch dax0.1 fsdev --save " + file).exit()).isZero();
        assertThat(Files.readString(file)).contains("\"daxboard-plan\" : 1", "dax0.1 from devdax to fsdev");
        assertThat(demo("apply " + file + " -y").out()).contains("dax0.1 is fsdev");

        Files.writeString(
                file, Files.readString(file).replaceAll("\"digest\" : \"[0-9a-f]{8}", "\"digest\" : \"00000000"));
        CommandLineRun outdated = demo("apply " + file + " -y");
        assertThat(outdated.exit()).isEqualTo(8);
        assertThat(outdated.err()).contains("Nothing was written.");
    }

    @Test
    void changesOfSeveralCommandsBecomeOnePlan() {
        Path file = folder.resolve("plan.json");

        demo("switch dax0.1 unbound --save " + file);
        demo("resize dax0.1 32G --after " + file + " --save " + file);
        CommandLineRun run = demo("switch dax0.1 fsdev -y --after " + file);

        assertThat(run.exit()).as(run.all()).isZero();
        assertThat(run.out()).contains("dax0.1 is fsdev, 32 GiB, read back.");
    }

    @Test
    void aBadPlanFileIsSaidWithItsPlace() throws IOException {
        Path file = folder.resolve("plan.json");
        demo("switch dax0.1 fsdev --save " + file);
        Files.writeString(file, Files.readString(file).replace("\"fsdev\"", "\"ramdisk\""));

        CommandLineRun run = demo("apply " + file);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("changes[0].to: not one of devdax", "Nothing was written.");
    }

    @Test
    void savingOverAFileThatCannotBeWrittenLosesNothing() throws IOException {
        Path file = folder.resolve("no/such/folder/plan.json");

        CommandLineRun run = demo("switch dax0.1 fsdev --save " + file);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("can't be written: there is no such file or folder");
    }

    @ParameterizedTest(name = "a report that ends in {0}")
    @ValueSource(strings = {"txt", "html", "json"})
    void aReportTellsTheRunAndIsBlankedOnRequest(String ending) throws IOException {
        Path open = folder.resolve("open." + ending);
        Path blank = folder.resolve("blank." + ending);

        demo("create -r 0 --range 0xbc00000000-0xbc3fffffff -y --report " + open);
        demo("create -r 0 --range 0xbc00000000-0xbc3fffffff -y --blank --report " + blank);

        assertThat(Files.readString(open)).contains("dax0.4", "0xbc00000000", "demo");
        assertThat(Files.readString(blank))
                .contains("dax0.4", "0x...", "HOST")
                .doesNotContain("0xbc00000000")
                .doesNotContain("demo");
    }

    @Test
    void aDeviceAsDaxctlPrintsItIsMadeAnew() throws IOException {
        Path file = folder.resolve("device.json");
        Files.writeString(
                file,
                "[{\"chardev\":\"dax0.9\",\"size\":\"4.00 GiB (4.29 GB)\",\"align\":2097152,\"mode\":\"devdax\"}]");

        assertThat(demo("create -y --input " + file).out()).contains("dax0.4 is unbound, 4 GiB");

        Files.writeString(file, "{\"chardev\":\"dax0.9\",\"size\":null}");
        assertThat(demo("create -y --input " + file).err()).contains("is not one device as daxctl prints it");
    }

    @ParameterizedTest(name = "{0} --json is a document of kind {1}")
    @CsvSource(delimiter = '|', textBlock = """
            show dax0.0               | facts      | "source" :
            show node7                | refusal    | "cure" :
            holders                   | holders    | "pid" : 4211
            plan dax0.1 fsdev         | plan       | "digest" :
            plan dax0.0 fsdev         | plan       | "blocked" : true
            switch dax0.1 fsdev -y    | run        | "verdict" : "done"
            switch dax0.1 fsdev       | refusal    | "kind" : "not-allowed"
            create -r 0 -s 4G -n      | plan       | "do" : "create"
            doctor                    | findings   | "state" : "problem"
            clean                     | plan       | "steps" : 0
            export dax0.1 fsdev       | export     | "form" : "sh"
            log                       | history    | "plans" :
            recover                   | unfinished | "there" : false
            """)
    void jsonIsOneDocumentWithItsKindAndItsVersion(String arguments, String kind, String holds) {
        CommandLineRun run = demo(arguments + " --json");

        assertThat(run.out())
                .startsWith("{\n  \"daxboard\" : 1,\n  \"is\" : \"" + kind + "\"")
                .contains(holds);
    }

    @Test
    void aCapturedMachineShowsWhatTheMachineShows() {
        Path file = folder.resolve("machine.tar.gz");

        assertThat(demo("capture " + file).exit()).isZero();
        CommandLineRun captured = CommandLineRun.of("list", "--json", "--host", "sysfs:" + file);

        assertThat(captured.out()).isEqualTo(demo("list --json").out());
        assertThat(CommandLineRun.of("switch", "dax0.1", "fsdev", "-y", "--host", "sysfs:" + file)
                        .exit())
                .isEqualTo(4);
    }

    @Test
    void coloursAreOnlyThereWhereTheyAreAskedFor() {
        assertThat(demo("plan dax0.0 fsdev --color always").out()).contains("\u001b[31;1mBlocked.");
        assertThat(demo("plan dax0.0 fsdev").out()).doesNotContain("\u001b");
    }

    @Test
    void everyCommandHasAnExampleInItsHelp() {
        for (CommandLine command : Daxboard.model().getSubcommands().values()) {
            String name = command.getCommandName();
            String footer =
                    String.join("\n", command.getCommandSpec().usageMessage().footer());
            // picocli's own help has nothing to show an example of.
            assertThat(name.equals("help") || footer.contains("daxboard " + name))
                    .as(name)
                    .isTrue();
        }
    }
}
