// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli;

import io.github.daxboard.client.HostException;
import io.github.daxboard.model.Cancel;
import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/**
 * Ctrl-C while a plan runs. Java ends a program at SIGINT as soon as its shutdown hooks have ended; ours asks for the plan to be
 * given up, waits until it has come to its honest outcome and that was printed, and ends the program with that outcome's exit
 * code instead of a signal's.
 */
final class Interrupt {
    private Interrupt() {}

    /** A command that runs a plan and tells what came of it. */
    @FunctionalInterface
    interface Running {
        ExitCode run(Cancel cancel) throws HostException;
    }

    /** Runs it to its end, whatever signal comes. */
    static ExitCode guard(Terminal err, Texts texts, Running running) throws HostException {
        Cancel cancel = new Cancel();
        CountDownLatch ended = new CountDownLatch(1);
        ExitCode[] code = {ExitCode.INTERNAL};
        Thread hook = new Thread(() -> waitFor(err, texts, cancel, ended, () -> code[0]), "at an interrupt");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            code[0] = running.run(cancel);
            return code[0];
        } catch (HostException e) {
            code[0] = ExitCode.of(e.refusal());
            throw e;
        } finally {
            ended.countDown();
            forget(hook);
        }
    }

    private static void waitFor(
            Terminal err, Texts texts, Cancel cancel, CountDownLatch ended, Supplier<ExitCode> code) {
        err.println(texts.say(Message.of("cli.interrupt")));
        err.flush();
        cancel.ask();
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        err.flush();
        // The usual way would end with 130, which says nothing of what came of the plan.
        Runtime.getRuntime().halt(code.get().number());
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The program is ending already: the hook will see the code.
        }
    }
}
