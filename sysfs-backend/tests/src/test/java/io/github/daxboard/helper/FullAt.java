// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.ConfirmedRun.Result;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.ChangeResult;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.helper.Kinds.Kind;
import io.github.daxboard.plan.Plan;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/**
 * A disk that is full after so many bytes, once with a torn line that can be cut off again, and once with one that can't. The plan
 * ends and is known to have ended; the next plan is refused as long as there is no room, and runs as soon as there is some.
 */
final class FullAt implements EachByte.Trial {
    private final Kind kind;
    private final Host host;
    private final Plan plan;
    private final List<List<String>> stages;
    private final int untouched;
    private final long intents;

    FullAt(Kind kind, Host host) throws Exception {
        this.kind = kind;
        this.host = host;
        this.plan = kind.plan(host.kernel());
        this.stages = kind.stages();
        this.untouched = host.kernel().writes().size();
        host.runsAnother();
        host.run(plan, FullDisk.roomy());
        this.intents = intents();
        host.keepOnlyTheFirst();
    }

    /** How many steps the journal says that it was about to do. */
    private long intents() throws Exception {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(host.journals(), "2.*")) {
            return Files.readString(found.iterator().next())
                    .lines()
                    .filter(line -> line.contains("\"is\":\"intends\"") && line.endsWith("}"))
                    .count();
        }
    }

    @Override
    public void at(long room) throws Exception {
        for (boolean cuts : new boolean[] {true, false}) {
            Result result = run(new FullDisk(room, cuts));
            host.refusesAnother(new FullDisk(0, cuts), "Free some");
            // Where nothing was begun, one of the two ways at each byte will do: there is no journal by then.
            if (result instanceof Result.Ran || cuts == (room % 2 == 0)) {
                host.runsAnother();
            }
            host.keepOnlyTheFirst();
        }
    }

    /** The same with another disk. */
    void on(Supplier<Disk> disk) throws Exception {
        run(disk.get());
        host.runsAnother();
        host.keepOnlyTheFirst();
    }

    private Result run(Disk disk) throws Exception {
        if (host.kernel().writes().size() != untouched) {
            host.becomes(kind.ready());
        }
        Result result = host.run(plan, disk);
        judge(result);
        assertThat(host.isLogInLines()).isTrue();
        return result;
    }

    private void judge(Result result) throws Exception {
        assertThat(host.unfinished()).isEmpty();
        if (result instanceof Result.Refused) {
            assertThat(host.kernel().writes()).hasSize(untouched);
            assertThat(Kinds.seen(host.kernel())).isEqualTo(stages.getFirst());
            assertThat(host.ended()).hasSize(1);
            assertThat(host.journals()).isDirectoryNotContaining("glob:**/2.*");
            return;
        }
        Outcome outcome = ((Result.Ran) result).outcome();
        assertThat(outcome.verdict()).isNotEqualTo(Verdict.FAILED_LEFT_CHANGED);
        int done = (int)
                outcome.changes().stream().filter(ChangeResult.DONE::equals).count();
        assertThat(Kinds.seen(host.kernel())).isEqualTo(stages.get(done));
        // No step is done that was not written down before.
        assertThat(outcome.verdict() != Verdict.DONE || intents() == intents).isTrue();
        // Neither this plan nor the one before is lost, and nothing that has ended is offered to be undone.
        assertThat(host.ended()).hasSize(2);
        assertThat(host.ended().getFirst().outcome().verdict()).isEqualTo(outcome.verdict());
        assertThat(host.recover(Recovery.UNDO, FullDisk.roomy())).isInstanceOf(Result.Refused.class);
    }
}
