// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.hosts;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.ui.session.HostSession;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Hosts whose names differ in their number alone, together: {@code cxl-a01} and {@code cxl-a02} are {@code cxl-a}. Pure. */
final class HostGroups {
    /** So many rows are seen at a glance; with more of them the bar is shorter in groups. */
    private static final int FEW = 8;

    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|.*:.*");
    private static final Pattern NUMBER = Pattern.compile("-*\\d+$");

    private HostGroups() {}

    /**
     * By the groups' names, each where its first host stands. A host that is alone has a group of its own, by its whole name;
     * where there are few hosts, all have.
     */
    static Map<String, List<HostSession>> of(List<HostSession> sessions) {
        Map<String, List<HostSession>> groups = new LinkedHashMap<>();
        for (HostSession session : sessions) {
            String name = sessions.size() <= FEW ? session.address().text() : name(session.address());
            groups.computeIfAbsent(name, any -> new ArrayList<>()).add(session);
        }
        return groups;
    }

    /** What hosts of one group have in common. */
    static String name(HostAddress address) {
        if (!(address instanceof HostAddress.Ssh ssh)
                || ADDRESS.matcher(ssh.host()).matches()) {
            return address.text();
        }
        String first = ssh.host().split("\\.", 2)[0];
        String name = NUMBER.matcher(first).replaceFirst("");
        return name.isEmpty() ? address.text() : name;
    }
}
