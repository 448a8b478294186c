// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.doctor;

import io.github.daxboard.doctor.Finding.State;
import io.github.daxboard.doctor.MachineFacts.Rights;
import java.util.List;

/** Whether a change can get its rights here. */
final class RightsFindings {
    private static final String INSTALL =
            "Install the package daxboard-helper, of the same version as daxboard; until then: sudo daxboard";

    private RightsFindings() {}

    static List<Finding> of(Rights rights) {
        if (rights.root()) {
            return List.of(finding(State.GOOD, "Changes have their rights: this is root.", List.of(), ""));
        }
        if (!rights.helper()) {
            return List.of(finding(
                    State.PROBLEM,
                    "Nothing can be changed from here: the helper that gets root is not installed.",
                    List.of("/usr/bin/daxboard-helper is absent"),
                    INSTALL));
        }
        if (!rights.pkexec()) {
            return List.of(finding(
                    State.PROBLEM,
                    "Nothing can be changed from here: pkexec, which asks for the password, is not installed.",
                    List.of("/usr/bin/pkexec is absent"),
                    "sudo apt install pkexec; until then: sudo daxboard"));
        }
        if (!rights.polkit()) {
            return List.of(finding(
                    State.PROBLEM,
                    "Nothing can be changed from here: polkit, which authorises, is not installed.",
                    List.of("polkitd is absent"),
                    "sudo apt install polkitd; until then: sudo daxboard"));
        }
        if (!rights.policy()) {
            return List.of(finding(
                    State.PROBLEM,
                    "polkit does not know the helper: its policy is not installed, so it would ask for every right there is.",
                    List.of("/usr/share/polkit-1/actions/io.github.daxboard.policy is absent"),
                    INSTALL));
        }
        if (rights.agent().isEmpty()) {
            return List.of(finding(
                    rights.session() ? State.PROBLEM : State.NOTE,
                    rights.session()
                            ? "Nobody can ask for the password: no polkit agent runs in this session."
                            : "This is no desktop session, where a polkit agent could ask for the password.",
                    List.of("no process is a polkit agent that is known"),
                    rights.session()
                            ? "Start the desktop's polkit agent, such as lxpolkit; until then: sudo daxboard"
                            : "sudo daxboard"));
        }
        return List.of(finding(
                State.GOOD,
                "Changes ask for an administrator's password.",
                rights.agent().map(agent -> "polkit agent: " + agent).stream().toList(),
                ""));
    }

    private static Finding finding(State state, String title, List<String> evidence, String next) {
        return new Finding("rights", state, title, evidence, next);
    }
}
