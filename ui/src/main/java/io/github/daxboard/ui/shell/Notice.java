// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.shell;

import io.github.daxboard.apply.Unfinished;
import io.github.daxboard.client.HostAddress;
import io.github.daxboard.client.HostConnection;
import io.github.daxboard.doctor.Finding;
import io.github.daxboard.doctor.Finding.State;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is missing on a host, told as soon as it is open and not at the first click.
 *
 * @param key which: each is put away by itself
 * @param text one sentence
 * @param cure what to do
 * @param leads whether its button shows what can be done about it
 */
public record Notice(String key, String text, String cure, boolean leads) {
    /** What is to be said of a host: what stands in the way of changes. What is only worth knowing is for its own page. */
    static List<Notice> of(
            HostConnection connection,
            List<Finding> findings,
            Optional<Unfinished> unfinished,
            Optional<Problem> unwatched) {
        List<Notice> notices = new ArrayList<>();
        unfinished.ifPresent(plan -> notices.add(new Notice(
                "unfinished",
                WindowTexts.text(
                        "notice.unfinished",
                        WindowTexts.count("changes", plan.order().changes().size()),
                        plan.who()),
                WindowTexts.text("notice.unfinished.cure"),
                true)));
        List<Finding> missing = findings.stream()
                .filter(finding -> finding.state() == State.PROBLEM)
                .filter(finding ->
                        finding.key().equals("rights") || finding.key().startsWith("driver-"))
                .toList();
        missing.forEach(finding -> notices.add(
                new Notice(finding.key(), WindowTexts.say(finding.fact()), WindowTexts.say(finding.remedy()), false)));
        // A captured tree is there to be looked at: its status line says so.
        connection
                .readOnly()
                .filter(why -> !(connection.address() instanceof HostAddress.Captured))
                .filter(why ->
                        missing.stream().noneMatch(finding -> finding.key().equals("rights")))
                .ifPresent(why -> notices.add(new Notice(
                        "rights",
                        WindowTexts.say(why.fact()) + " " + WindowTexts.say(why.cause()),
                        WindowTexts.say(why.remedy()),
                        false)));
        unwatched.ifPresent(why -> notices.add(new Notice(
                "unwatched",
                WindowTexts.say(why.fact()) + " " + WindowTexts.say(why.cause()),
                WindowTexts.text("notice.unwatched.cure"),
                false)));
        return notices;
    }
}
