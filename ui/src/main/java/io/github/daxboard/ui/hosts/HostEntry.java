// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.hosts;

import io.github.daxboard.client.HostAddress;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.ui.session.HostState;
import io.github.daxboard.ui.words.Shown;
import io.github.daxboard.ui.words.WindowTexts;

/** What a row of the host bar says of its host: a pure function of the host's state. */
public record HostEntry(String name, String line, String icon, boolean trouble) {

    /** What is said of a host. */
    public static HostEntry of(HostAddress address, HostState state, boolean unread) {
        return new HostEntry(
                Shown.text(name(address, state)).replace('\n', ' '),
                Shown.text(unread ? WindowTexts.text("hosts.not-read") : line(address, state)),
                icon(address),
                unread || state instanceof HostState.Failed);
    }

    /** The node id of its row, such as {@code host-demo}. */
    static String id(HostAddress address) {
        return "host-" + address.text().replaceAll("[^A-Za-z0-9.-]+", "-");
    }

    static String section(HostAddress address) {
        return switch (address) {
            case HostAddress.Local local -> WindowTexts.text("hosts.section.local");
            case HostAddress.Lab lab -> WindowTexts.text("hosts.section.try");
            case HostAddress.Demo demo -> WindowTexts.text("hosts.section.try");
            case HostAddress.Ssh ssh -> WindowTexts.text("hosts.section.ssh");
            case HostAddress.Captured captured -> WindowTexts.text("hosts.section.captured");
        };
    }

    private static String name(HostAddress address, HostState state) {
        return switch (address) {
            case HostAddress.Local local ->
                state instanceof HostState.Open open
                        ? open.connection().name().text()
                        : WindowTexts.text("hosts.local");
            case HostAddress.Lab lab -> WindowTexts.text("hosts.lab");
            case HostAddress.Demo demo -> WindowTexts.text("hosts.demo");
            case HostAddress.Ssh ssh -> ssh.host();
            case HostAddress.Captured captured ->
                captured.path().getFileName() == null
                        ? captured.path().toString()
                        : captured.path().getFileName().toString();
        };
    }

    private static String line(HostAddress address, HostState state) {
        return switch (state) {
            case HostState.Closed closed -> closedLine(address);
            case HostState.Opening(String stage) -> WindowTexts.text("hosts.line.opening");
            case HostState.Open open ->
                address instanceof HostAddress.Demo ? closedLine(address) : size(open.snapshot());
            case HostState.Failed failed -> WindowTexts.text("hosts.line.failed");
        };
    }

    private static String closedLine(HostAddress address) {
        return switch (address) {
            case HostAddress.Local local -> WindowTexts.text("hosts.line.closed");
            case HostAddress.Lab lab -> WindowTexts.text("hosts.line.lab");
            case HostAddress.Demo demo -> WindowTexts.text("hosts.line.demo");
            case HostAddress.Ssh ssh -> ssh.user() + "@" + ssh.host();
            case HostAddress.Captured captured -> WindowTexts.text("hosts.line.captured");
        };
    }

    private static String size(Snapshot snapshot) {
        if (!snapshot.hasDax()) {
            return WindowTexts.text(snapshot.hidden().isPresent() ? "hosts.line.unlisted" : "hosts.line.no-dax");
        }
        long bytes = snapshot.regions().stream()
                .map(Region::size)
                .map(Reading::value)
                .flatMap(java.util.Optional::stream)
                .mapToLong(Long::longValue)
                .sum();
        return WindowTexts.count("regions", snapshot.regions().size()) + ", " + Sizes.words(bytes);
    }

    private static String icon(HostAddress address) {
        return switch (address) {
            case HostAddress.Local local -> "mdi2m-monitor";
            case HostAddress.Lab lab -> "mdi2c-cube-outline";
            case HostAddress.Demo demo -> "mdi2f-flask-outline";
            case HostAddress.Ssh ssh -> "mdi2s-server-network";
            case HostAddress.Captured captured -> "mdi2f-folder-outline";
        };
    }
}
