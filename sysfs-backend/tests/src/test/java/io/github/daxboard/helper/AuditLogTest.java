// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.daxboard.apply.Outcome;
import io.github.daxboard.linux.SystemCalls;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.protocol.Answer;
import io.github.daxboard.sim.SimulatedKernel;
import io.github.daxboard.sim.World;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AuditLogTest {
    private final SimulatedKernel kernel = SimulatedKernel.boot(World.lab());

    @TempDir
    private Path folder;

    private Path logs() {
        return folder.resolve("audit");
    }

    private Path file() {
        return logs().resolve("audit.jsonl");
    }

    private List<String> lines() throws Exception {
        return Files.readAllLines(file());
    }

    private Helpers.Ran apply() throws Exception {
        return Helpers.apply(kernel, folder, Helpers.request(kernel, Helpers.TO_FSDEV));
    }

    @Test
    void everyWriteIsThereBeforeAndAfterIt() throws Exception {
        apply();
        List<String> lines = lines();
        assertThat(lines).first().asString().contains("\"event\":\"begin\"", "dax0.0 to fsdev", "uid 1000 by pkexec");
        assertThat(lines).last().asString().contains("\"event\":\"end\"", "\"verdict\":\"done\"");
        for (SimulatedKernel.Write write : kernel.writes()) {
            String what = "\"path\":\"" + write.path() + "\",\"value\":\"" + write.value() + "\"";
            assertThat(lines).anyMatch(line -> line.contains("\"event\":\"write\"," + what));
            assertThat(lines).anyMatch(line -> line.contains("\"event\":\"written\"," + what));
        }
        assertThat(lines)
                .filteredOn(line -> line.contains("\"event\":\"write\""))
                .hasSameSizeAs(kernel.writes());
        assertThat(lines)
                .filteredOn(line -> line.contains("\"event\":\"load\",\"module\":\"fsdev_dax\""))
                .hasSize(1);
    }

    @Test
    void aRefusedWriteIsThereWithItsErrno() throws Exception {
        kernel.failWrite(KernelPath.DAX_DRIVERS.child("fsdev_dax").child("bind"), Errno.EIO, 1);
        apply();
        assertThat(lines()).anyMatch(line -> line.contains("fsdev_dax/bind") && line.contains("\"errno\":\"EIO\""));
    }

    @Test
    void anErrorOfDaxboardsOwnIsUndoneAsAFailureIs() throws Exception {
        int[] writes = {0};
        kernel.beforeWrites((path, value, other) -> {
            if (++writes[0] == 5) {
                throw new OutOfMemoryError("Java heap space");
            }
        });
        List<String> before = Kinds.seen(kernel);
        assertThat(apply().answers())
                .anySatisfy(answer -> assertThat(answer).isInstanceOfSatisfying(Answer.Ended.class, ended -> {
                    assertThat(ended.outcome().verdict()).isEqualTo(Outcome.Verdict.FAILED_UNDONE);
                    assertThat(ended.outcome().failure().orElseThrow().asText())
                            .contains("ran out of memory", "Java heap space");
                }));
        assertThat(Kinds.seen(kernel)).isEqualTo(before);
        assertThat(lines()).last().asString().contains("\"event\":\"end\"", "failed-undone");
    }

    @Test
    void onlyItsOwnerMayReadIt() throws Exception {
        apply();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(logs())))
                .isEqualTo("rwx------");
    }

    @Test
    void itIsOnlyAddedTo() throws Exception {
        apply();
        List<String> before = lines();
        apply();
        assertThat(lines().subList(0, before.size())).isEqualTo(before);
    }

    @Test
    void aLogThatIsALinkIsNotFollowedAndNothingIsWritten() throws Exception {
        Path elsewhere = Files.createFile(folder.resolve("elsewhere"));
        Files.createDirectory(
                logs(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createSymbolicLink(file(), elsewhere);
        assertNothingIsWritten("ELOOP");
        assertThat(elsewhere).isEmptyFile();
    }

    @Test
    void aLogWithASecondNameIsNotUsed() throws Exception {
        Files.createDirectory(
                logs(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createLink(file(), Files.createFile(folder.resolve("elsewhere")));
        assertNothingIsWritten("not a plain file");
    }

    @Test
    void aFolderThatOthersMayWriteToIsNotUsed() throws Exception {
        Files.createDirectory(logs());
        Files.setPosixFilePermissions(logs(), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertNothingIsWritten("may write to");
    }

    @Test
    void withoutAPlaceForItNothingIsWritten() throws Exception {
        Files.createFile(logs());
        assertNothingIsWritten("not a folder");
    }

    @Test
    void aFullDiskIsNoticed() throws Exception {
        PrivateFiles files = new PrivateFiles();
        int fd = new SystemCalls().open("/dev/full", SystemCalls.O_WRONLY, 0);
        assertThatExceptionOfType(java.io.IOException.class)
                .isThrownBy(() -> files.write(fd, "x", Path.of("/dev/full")))
                .withMessageContaining("ENOSPC");
        files.close(fd);
    }

    private void assertNothingIsWritten(String why) throws Exception {
        Answer last = apply().answers().getLast();
        assertThat(last)
                .isInstanceOfSatisfying(
                        Answer.Refused.class,
                        refused -> assertThat(refused.refusal().evidence())
                                .singleElement()
                                .asString()
                                .contains(why));
        assertThat(kernel.writes()).isEmpty();
    }

    @Test
    void whatAModuleSaysCannotForgeALine() throws Exception {
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        try (AuditLog log = AuditLog.open(
                new PrivateFiles(),
                logs(),
                new Caller("uid 0"),
                Helpers.CLOCK,
                new PrintStream(errors, true, StandardCharsets.UTF_8))) {
            log.loaded("kmem", Optional.of("x\"}\n{\"event\":\"forged\u001b[2J"), Duration.ofMillis(1));
        }
        assertThat(lines()).singleElement().asString().matches("[ -~]+").contains("\\n{\\\"event");
    }
}
