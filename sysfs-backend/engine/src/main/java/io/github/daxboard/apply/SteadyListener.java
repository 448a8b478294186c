// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.apply;

import java.util.function.Consumer;

/**
 * Tells a listener, and goes on when it throws: who listens must not be able to leave a host half changed. A listener that
 * keeps failing is named once in the log.
 */
public final class SteadyListener implements Consumer<ApplyEvent> {
    private static final System.Logger LOG = System.getLogger(SteadyListener.class.getName());

    private final Consumer<ApplyEvent> listener;
    private boolean failed;

    public SteadyListener(Consumer<ApplyEvent> listener) {
        this.listener = listener;
    }

    @Override
    public void accept(ApplyEvent event) {
        try {
            listener.accept(event);
        } catch (Throwable e) {
            if (!failed) {
                LOG.log(System.Logger.Level.WARNING, "a listener failed; the plan goes on", e);
            }
            failed = true;
        }
    }
}
