// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.client;

import io.github.daxboard.client.HelperCommand.Patience;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Builds the ssh commands that start a helper on another machine. The program is OpenSSH's, and so are its settings. */
final class SshCommands {
    private static final Patience OVER_A_NETWORK =
            new Patience(Duration.ofSeconds(60), Duration.ofSeconds(60), Duration.ofMinutes(15));

    private final String ssh;

    /** Commands that run this ssh, by name or path. */
    SshCommands(String ssh) {
        this.ssh = ssh;
    }

    /** For a host that the user named; keys, jump hosts and known hosts are those of the user's own ssh settings. */
    HelperCommand forHost(HostAddress.Ssh host) {
        List<String> words = new ArrayList<>();
        words.add(ssh);
        // It asks nothing: there may be no terminal, and a window must not hang on a question that nobody sees.
        option(words, "BatchMode=yes");
        option(words, "ConnectTimeout=10");
        option(words, "ServerAliveInterval=5");
        option(words, "ServerAliveCountMax=6");
        words.addAll(List.of("-p", String.valueOf(host.port()), "-l", host.user(), "--", bare(host.host())));
        if (!host.user().equals("root")) {
            words.addAll(List.of("sudo", "-n", "--"));
        }
        words.add("daxboard-helper");
        return new HelperCommand(words, new SshFailures(host.text(), host.user()), OVER_A_NETWORK);
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    /** For the lab's machine, over the connection that the lab keeps open; nothing of the user's ssh settings counts. */
    HelperCommand forLab(LabEnv lab) {
        List<String> words = new ArrayList<>(List.of(ssh, "-F", "none"));
        option(words, "BatchMode=yes");
        option(words, "ControlMaster=no");
        option(words, "ControlPath=" + percentDoubled(lab.control()));
        option(words, "UserKnownHostsFile=" + percentDoubled(lab.knownHosts()));
        option(words, "GlobalKnownHostsFile=none");
        option(words, "StrictHostKeyChecking=yes");
        option(words, "HostKeyAlias=daxboard-lab");
        option(words, "IdentityFile=" + percentDoubled(lab.key()));
        option(words, "IdentitiesOnly=yes");
        option(words, "IdentityAgent=none");
        option(words, "ConnectTimeout=30");
        option(words, "ServerAliveInterval=15");
        option(words, "ServerAliveCountMax=8");
        option(words, "LogLevel=ERROR");
        words.addAll(List.of("-p", String.valueOf(lab.port()), "-l", "root", "--", "127.0.0.1", "daxboard-helper"));
        return new HelperCommand(words, new SshFailures("lab", "root"), OVER_A_NETWORK);
    }

    private static void option(List<String> words, String option) {
        words.add("-o");
        words.add(option);
    }

    /** ssh expands %h and its like in these options. */
    private static String percentDoubled(Path path) {
        return path.toString().replace("%", "%%");
    }
}
