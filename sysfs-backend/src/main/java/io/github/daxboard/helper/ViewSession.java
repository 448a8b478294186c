// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.helper;

import io.github.daxboard.kernel.KernelView;
import io.github.daxboard.protocol.Answer;
import io.github.daxboard.protocol.BadMessage;
import io.github.daxboard.protocol.BoundedLines;
import io.github.daxboard.protocol.BoundedLines.Line;
import io.github.daxboard.protocol.JsonText;
import io.github.daxboard.protocol.Request;
import io.github.daxboard.protocol.RequestCodec;
import io.github.daxboard.protocol.TreeParts;
import io.github.daxboard.protocol.Verb;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;

/** Answers with trees until its input ends. It holds a view of the kernel only, so it can change nothing. */
final class ViewSession {
    private final TreeTaker trees;
    private final BoundedLines requests;
    private final Answers answers;
    private final RequestCodec codec = new RequestCodec();

    ViewSession(KernelView kernel, InputStream in, Answers answers, Clock clock) {
        this.trees = new TreeTaker(kernel, clock);
        this.requests = new BoundedLines(in, JsonText.MAX_REQUEST);
        this.answers = answers;
    }

    /**
     * Runs until the input ends, or until nobody reads the answers.
     *
     * @throws IOException when the input can't be read
     */
    void run() throws IOException {
        answers.send(new Answer.Hello(Verb.VIEW));
        while (!answers.isBroken()) {
            Line line = requests.next();
            if (line instanceof BoundedLines.End || line instanceof BoundedLines.Cut) {
                return;
            }
            answer(line);
        }
    }

    private void answer(Line line) {
        try {
            switch (codec.parse(Requests.text(line))) {
                case Request.Tree() -> TreeParts.of(trees.take()).forEach(answers::send);
                case Request.Apply apply ->
                    throw new BadMessage("this helper was started to view, and can change nothing");
                case Request.Cancel cancel ->
                    throw new BadMessage("this helper was started to view, and can change nothing");
            }
        } catch (BadMessage e) {
            answers.send(new Answer.Failed(Requests.notUnderstood(e)));
        } catch (RuntimeException e) {
            answers.send(new Answer.Failed(Requests.notRead(e)));
        }
    }
}
