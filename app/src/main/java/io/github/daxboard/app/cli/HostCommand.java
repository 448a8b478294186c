// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostConnection;
import io.github.daxboard.client.HostException;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.Json;
import io.github.daxboard.report.JsonPages;
import io.github.daxboard.report.Shapes;
import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** A command that opens one host. */
abstract class HostCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init") // picocli sets it
    HostOptions options;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it
    private CommandSpec spec;

    private final CommandContext surroundings;

    HostCommand(CommandContext surroundings) {
        this.surroundings = surroundings;
    }

    /** Does what the command is for. */
    abstract ExitCode run(HostConnection host) throws HostException, OutputFailed;

    @Override
    public Integer call() {
        try (HostConnection host = surroundings.hosts().open(options.host, this::stage)) {
            return run(host).number();
        } catch (HostException e) {
            return refused(e.refusal()).number();
        } catch (OutputFailed e) {
            err().println(say(e.reason()));
            err().flush();
            return ExitCode.OUTPUT.number();
        } catch (OutOfMemoryError | StackOverflowError e) {
            return refused(tooMuch(e)).number();
        } finally {
            out().flush();
        }
    }

    /** What was read of the host did not fit; said in a line, since a stack's trace would say less. */
    private Problem tooMuch(Error error) {
        return Problem.keyed(Problem.Kind.UNREACHABLE, "cli.tooMuch", options.host.text(), options.host.text())
                .withEvidence(List.of(error.toString()));
    }

    private void stage(Message words) {
        if (!options.quiet) {
            err().println(say(words));
            err().flush();
        }
    }

    /** Says why not; with --json as a document, so that a script always gets one. */
    ExitCode refused(Problem refusal) {
        if (options.json && !isDaxctls()) {
            print(Shapes.document("refusal")
                    .with("refusal", Shapes.refusal(refusal))
                    .made());
        } else {
            err().printlnLines(refusal.asText(texts()));
        }
        err().flush();
        return ExitCode.of(refusal);
    }

    /** Whether its JSON is daxctl's, which has no form for a refusal. */
    boolean isDaxctls() {
        return false;
    }

    void print(Json document) {
        out().printlnLines(JsonPages.pretty(document));
        out().flush();
    }

    CommandContext surroundings() {
        return surroundings;
    }

    CommandLine line() {
        return spec.commandLine();
    }

    /** Where results go; never write to picocli's own writer, which filters nothing. */
    Terminal out() {
        return new Terminal(line().getOut());
    }

    Terminal err() {
        return new Terminal(line().getErr());
    }

    Paint paint() {
        return new Paint(options.color, surroundings.terminal() && !options.json, System.getenv(), texts());
    }

    Texts texts() {
        return surroundings.texts();
    }

    /** A message in the user's language. */
    String say(Message message) {
        return texts().say(message);
    }

    ParameterException usage(Message sentence) {
        return new ParameterException(line(), say(sentence));
    }
}
