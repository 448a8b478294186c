// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.daxboard.apply.ConfirmedRun.Result;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.apply.Outcome.ChangeResult;
import io.github.daxboard.apply.Outcome.Verdict;
import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.helper.Kinds.Kind;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A journal that is cut after so many bytes, on the machine as it was when that byte was written, with and without room on the
 * disk. The plan is offered if it wrote something and did not come to its end; the next plan runs, or its refusal names
 * {@code recover}, and then each way out that is offered leads out.
 */
final class CutAt implements EachByte.Trial {
    private final Written written;
    private final Host host;
    private final List<List<String>> stages;
    private final int untouched;
    private int part = -1;
    private Optional<Unfinished> wanted = Optional.empty();
    private int ended;

    CutAt(Kind kind, Written written, Host host) {
        this.written = written;
        this.host = host;
        this.stages = kind.stages();
        this.untouched = host.kernel().writes().size();
        host.runsAnother();
    }

    @Override
    public void at(long at) throws Exception {
        int cut = (int) at;
        boolean first = written.partAt(at) != part;
        if (first) {
            begin(written.partAt(at));
        }
        lay(cut);
        isAsWanted();
        if (wanted.isEmpty()) {
            runsWithRoomAlone();
        } else {
            forget(cut, false);
            forget(cut, true);
        }
        int end = written.end(part);
        int middle = (written.parts().get(part).from() + end) / 2;
        if (wanted.isPresent() && (first || cut == middle || cut == end - 1)) {
            recover(cut);
        }
    }

    /** What holds for all bytes of a part is found out at its first. */
    private void begin(int next) throws Exception {
        part = next;
        written.machineAt(part, host);
        lay(written.parts().get(part).from());
        wanted = host.unfinished();
        ended = host.ended().size();
        // Before the first intent nothing was written, and there is nothing to recover.
        assertThat(wanted.isPresent() && !written.hasIntent(part)).isFalse();
        if (wanted.isPresent()) {
            assertThat(wanted.get().offers()).contains(Recovery.UNDO, Recovery.FORGET);
            assertThat(ended).isEqualTo(1);
        } else if (host.kernel().writes().size() > untouched) {
            assertThat(ended).isEqualTo(2);
            assertThat(host.ended().getFirst().outcome().verdict()).isEqualTo(Verdict.DONE);
            assertThat(Kinds.seen(host.kernel())).isEqualTo(stages.getLast());
        }
        host.keepOnlyTheFirst();
    }

    private void lay(int cut) throws Exception {
        Files.write(host.journals().resolve("2.jsonl"), Arrays.copyOf(written.text(), cut));
    }

    private static FullDisk disk(boolean room) {
        return new FullDisk(room ? Long.MAX_VALUE : 0, true);
    }

    private void isAsWanted() throws Exception {
        Optional<Unfinished> found = host.unfinished();
        assertThat(found.map(Unfinished::told)).isEqualTo(wanted.map(Unfinished::told));
        assertThat(found.map(Unfinished::offers)).isEqualTo(wanted.map(Unfinished::offers));
        assertThat(host.ended()).hasSize(ended);
    }

    private void runsWithRoomAlone() throws Exception {
        host.refusesAnother(disk(false), "Free some");
        host.runsAnother();
        assertThat(host.unfinished()).isEmpty();
        host.keepOnlyTheFirst();
    }

    private void forget(int cut, boolean room) throws Exception {
        int writes = host.kernel().writes().size();
        lay(cut);
        host.refusesAnother(disk(room), "daxboard recover");
        assertThat(host.recover(Recovery.FORGET, disk(room))).isInstanceOf(Result.Ran.class);
        assertThat(host.kernel().writes()).hasSize(writes);
        assertThat(host.unfinished()).isEmpty();
        assertThat(host.ended()).hasSize(2);
        runsWithRoomAlone();
    }

    /** The other ways out are those that write, so that the machine has to be made again each time. */
    private void recover(int cut) throws Exception {
        for (Recovery how : wanted.orElseThrow().offers()) {
            for (boolean room : new boolean[] {true, false}) {
                written.machineAt(part, host);
                lay(cut);
                Result result = host.recover(how, disk(room));
                assertThat(result).isInstanceOf(Result.Ran.class);
                judge(how, ((Result.Ran) result).outcome());
                assertThat(host.unfinished()).isEmpty();
                assertThat(host.ended()).hasSize(2);
                host.runsAnother();
                host.keepOnlyTheFirst();
            }
        }
        written.machineAt(part, host);
    }

    private void judge(Recovery how, Outcome outcome) {
        if (how == Recovery.FORGET) {
            return;
        }
        assertThat(outcome.verdict()).isNotEqualTo(Verdict.FAILED_LEFT_CHANGED);
        int done = (int)
                outcome.changes().stream().filter(ChangeResult.DONE::equals).count();
        assertThat(Kinds.seen(host.kernel())).isEqualTo(stages.get(done));
    }
}
