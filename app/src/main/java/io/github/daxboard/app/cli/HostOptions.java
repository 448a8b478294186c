// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostAddress;
import picocli.CommandLine.Option;

/** What every command that looks at a host takes. */
final class HostOptions {
    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "local",
            description = "Which machine: local (the default), demo, lab, ssh://user@host[:port], or sysfs:FILE, a"
                    + " captured tree.")
    @SuppressWarnings("NullAway.Init") // picocli sets it
    HostAddress host;

    @Option(names = "--json", description = "Print JSON; docs/cli.md has its shapes.")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print only the result, without progress.")
    boolean quiet;

    @Option(
            names = "--color",
            paramLabel = "WHEN",
            defaultValue = "auto",
            description = "auto (the default: on a terminal, and NO_COLOR is not set), always or never.")
    Paint.When color = Paint.When.auto;
}
