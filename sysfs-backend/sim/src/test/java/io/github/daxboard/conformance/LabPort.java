// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.conformance;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Driver;
import io.github.daxboard.model.DriverState;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Holder;
import io.github.daxboard.model.KernelPath;
import io.github.daxboard.model.OnlineRule;
import io.github.daxboard.model.Reading;
import io.github.daxboard.model.Superblock;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The lab's kernel, through an agent in its guest over one ssh session. */
final class LabPort implements ConformancePort, AutoCloseable {
    private final Process ssh;
    private final Writer requests;
    private final BufferedReader answers;

    /**
     * Starts the agent.
     *
     * @throws IllegalStateException when there is no lab, with a sentence that says how to start one
     */
    LabPort() {
        Path checkout = checkout();
        Path state = state(checkout);
        try (InputStream agent = LabPort.class.getResourceAsStream("/conformance/agent.py")) {
            if (agent == null) {
                throw new IllegalStateException("conformance/agent.py is not on the class path");
            }
            String code = Base64.getEncoder().encodeToString(agent.readAllBytes());
            ssh = new ProcessBuilder(
                            checkout.resolve("lab/ssh").toString(),
                            "--dir",
                            state.toString(),
                            "python3 -u -c 'import base64; exec(base64.b64decode(\"" + code + "\"))'")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            requests = ssh.outputWriter(StandardCharsets.UTF_8);
            answers = ssh.inputReader(StandardCharsets.UTF_8);
            if (!"ready".equals(answers.readLine())) {
                throw new IllegalStateException("the agent does not start in the lab of " + state);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Brings the lab to the state after its start, from whatever others left. */
    static void reset() {
        Path checkout = checkout();
        try {
            Process reset = new ProcessBuilder(
                            checkout.resolve("lab/reset").toString(),
                            "--dir",
                            state(checkout).toString())
                    .redirectErrorStream(true)
                    .start();
            reset.getOutputStream().close();
            String said = new String(reset.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (reset.waitFor() != 0) {
                throw new IllegalStateException(
                        "lab/reset fails; lab/down and lab/up make a new lab. It says: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while lab/reset ran", e);
        }
    }

    private static Path state(Path checkout) {
        Path state = Path.of(System.getProperty(
                "daxboard.lab.dir", checkout.resolve("lab").resolve("run").toString()));
        if (!Files.isRegularFile(state.resolve("env"))) {
            throw new IllegalStateException(
                    "no lab is up in " + state + "; lab/up starts one, and -Dlab.dir names another place");
        }
        return state;
    }

    private static Path checkout() {
        Path working = Path.of("").toAbsolutePath();
        return Stream.of(Path.of(System.getProperty("daxboard.checkout", "")), working, working.resolve(".."))
                .filter(folder -> Files.isExecutable(folder.resolve("lab/ssh")))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("lab/ssh is not found from " + working));
    }

    /** The words of an answer, the first of which is ok, err or exit. */
    private synchronized List<String> ask(String... words) {
        try {
            requests.write(Stream.of(words)
                            .map(word -> URLEncoder.encode(word, StandardCharsets.UTF_8)
                                    .replace("+", "%20"))
                            .collect(Collectors.joining("\t"))
                    + "\n");
            requests.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("the lab ended at: " + String.join(" ", words));
            }
            return Stream.of(answer.split("\t", -1))
                    .map(word -> URLDecoder.decode(word.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Errno> errno(List<String> answer) {
        return answer.getFirst().equals("err")
                ? Optional.of(new Errno(Integer.parseInt(answer.get(1))))
                : Optional.empty();
    }

    private static Reading<List<String>> words(List<String> answer) {
        return errno(answer)
                .<Reading<List<String>>>map(Reading::failed)
                .orElseGet(() -> Reading.of(answer.subList(1, answer.size())));
    }

    @Override
    public Reading<String> read(KernelPath path) {
        return words(ask("read", path.text())).map(List::getFirst);
    }

    @Override
    public Reading<String> readLink(KernelPath path) {
        return words(ask("link", path.text())).map(List::getFirst);
    }

    @Override
    public Reading<List<String>> list(KernelPath path) {
        return words(ask("list", path.text()));
    }

    @Override
    public Reading<DriverState> driverState(Driver driver) {
        return words(ask("state", driver.name())).map(List::getFirst).map(DriverState::valueOf);
    }

    /** Nobody: a scenario's own holders are the agent's. */
    @Override
    public Reading<List<Holder>> holders() {
        return Reading.of(List.of());
    }

    /** Not asked for: the agent looks into no device. */
    @Override
    public Reading<Superblock> superblock(DeviceName device) {
        return Reading.absent();
    }

    @Override
    public Reading<List<OnlineRule>> onlineRules() {
        return Reading.of(List.of());
    }

    /** The same in one round trip, of which an emulated machine makes thirty a second. */
    @Override
    public SortedMap<DeviceName, String> drivers() {
        List<String> answer = ask("drivers");
        SortedMap<DeviceName, String> drivers = new TreeMap<>();
        for (int i = 1; i < answer.size(); i += 2) {
            drivers.put(DeviceName.of(answer.get(i)), answer.get(i + 1));
        }
        return drivers;
    }

    @Override
    public Optional<Errno> write(KernelPath path, String value) {
        return errno(ask("write", path.text(), value));
    }

    @Override
    public Optional<ModuleError> loadModule(Driver driver) {
        List<String> answer = ask("modprobe", driver.name());
        return answer.getFirst().equals("exit")
                ? Optional.of(new ModuleError(Integer.parseInt(answer.get(1)), answer.get(2)))
                : Optional.empty();
    }

    @Override
    public void unload(Driver driver) {
        must(ask("rmmod", driver.name()));
    }

    @Override
    public LogMark markLog() {
        String mark = ask("mark").get(1);
        return () -> {
            List<String> answer = ask("log", mark);
            return answer.subList(1, answer.size());
        };
    }

    @Override
    public void hold(DeviceName device, Holder.Kind kind) {
        must(ask("hold", kind == Holder.Kind.MAPPING ? "map" : "open", device.toString()));
    }

    @Override
    public void release(DeviceName device) {
        must(ask("release", device.toString()));
    }

    private static void must(List<String> answer) {
        if (!answer.getFirst().equals("ok")) {
            throw new IllegalStateException("the agent answers " + answer);
        }
    }

    @Override
    public void close() {
        try {
            requests.close();
        } catch (IOException e) {
            // The session is over either way.
        }
        ssh.destroy();
    }
}
