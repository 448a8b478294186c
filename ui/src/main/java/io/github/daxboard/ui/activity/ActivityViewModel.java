// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.activity;

import io.github.daxboard.apply.PastPlan;
import io.github.daxboard.apply.Reversal;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.ui.session.HostSession;
import io.github.daxboard.ui.words.WindowTexts;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** What was done on a host, without controls. Read as the view comes up and as a plan ends; taking back only queues. */
public final class ActivityViewModel {
    private final HostSession session;
    private final BiConsumer<List<Change>, String> queue;
    private final ActivityPictures pictures;
    private final ReadOnlyObjectWrapper<ActivityPicture> picture = new ReadOnlyObjectWrapper<>(ActivityPicture.NOTHING);
    private List<PastPlan> plans = List.of();
    private boolean wanted;

    /** @param queue queues changes, with the words for them; writes nothing */
    public ActivityViewModel(HostSession session, BiConsumer<List<Change>, String> queue, ZoneId zone) {
        this.session = session;
        this.queue = queue;
        this.pictures = new ActivityPictures(zone);
        session.applying().subscribe((before, running) -> {
            if (wanted && !running) {
                read();
            }
        });
    }

    public ReadOnlyObjectProperty<ActivityPicture> picture() {
        return picture.getReadOnlyProperty();
    }

    /** Reads what was done. Called as the view comes up. */
    public void read() {
        wanted = true;
        session.history(this::known, this::failed);
    }

    private void known(List<PastPlan> now) {
        plans = now;
        picture.set(pictures.draw(now));
    }

    private void failed(Problem why) {
        plans = List.of();
        picture.set(new ActivityPicture(List.of(), "", Optional.of(why)));
    }

    /** Queues the changes that take a plan back. They are planned on how the host is now, and shown before anything is. */
    public void undo(long number) {
        plans.stream()
                .filter(past -> past.number() == number)
                .findFirst()
                .map(Reversal::of)
                .ifPresent(reversal -> {
                    if (reversal instanceof Reversal.Possible(var order)) {
                        queue.accept(order.changes(), WindowTexts.text("activity.undoing", number));
                    }
                });
    }
}
