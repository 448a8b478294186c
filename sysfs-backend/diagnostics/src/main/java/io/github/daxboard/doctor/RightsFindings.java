// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.doctor;

import io.github.daxboard.doctor.Finding.State;
import io.github.daxboard.doctor.MachineFacts.Rights;
import io.github.daxboard.text.Message;
import java.util.List;

/** Whether a change can get its rights here. */
final class RightsFindings {
    private RightsFindings() {}

    static List<Finding> of(Rights rights) {
        return List.of(finding(rights));
    }

    private static Finding finding(Rights rights) {
        if (rights.root()) {
            return finding(State.GOOD, Message.of("doctor.rights.root"), List.of(), Message.NONE);
        }
        if (!rights.helper()) {
            return missing(Message.of("doctor.rights.noHelper"), "/usr/bin/daxboard-helper", install());
        }
        if (!rights.pkexec()) {
            return missing(Message.of("doctor.rights.noPkexec"), "/usr/bin/pkexec", until("sudo apt install pkexec"));
        }
        if (!rights.polkit()) {
            return missing(Message.of("doctor.rights.noPolkit"), "polkitd", until("sudo apt install polkitd"));
        }
        if (!rights.policy()) {
            return missing(
                    Message.of("doctor.rights.noPolicy"),
                    "/usr/share/polkit-1/actions/io.github.daxboard.policy",
                    install());
        }
        return rights.agent()
                .map(agent -> finding(
                        State.GOOD,
                        Message.of("doctor.rights.password"),
                        List.of(Message.of("doctor.rights.agent", agent)),
                        Message.NONE))
                .orElseGet(() -> noAgent(rights.session()));
    }

    private static Finding noAgent(boolean session) {
        List<Message> evidence = List.of(Message.of("doctor.rights.noAgent.seen"));
        return session
                ? finding(
                        State.PROBLEM,
                        Message.of("doctor.rights.noAgent"),
                        evidence,
                        Message.of("doctor.rights.noAgent.next"))
                : finding(
                        State.NOTE, Message.of("doctor.rights.noSession"), evidence, Message.verbatim("sudo daxboard"));
    }

    private static Message install() {
        return Message.of("doctor.rights.install");
    }

    private static Message until(String command) {
        return Message.of("doctor.rights.until", command);
    }

    private static Finding missing(Message fact, String file, Message next) {
        return finding(State.PROBLEM, fact, List.of(Seen.absent(file)), next);
    }

    private static Finding finding(State state, Message fact, List<Message> evidence, Message next) {
        return new Finding("rights", state, fact, evidence, next);
    }
}
