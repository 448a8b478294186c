// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.board;

import io.github.daxboard.model.Device;
import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Region;
import io.github.daxboard.model.Sizes;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Alignments;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Change.Extent;
import io.github.daxboard.plan.Changes;
import io.github.daxboard.ui.plan.AskCommand;
import io.github.daxboard.ui.plan.Verdict;
import io.github.daxboard.ui.words.WindowTexts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * A dialog that asks for a size: for a new device, for another size of one, or for how to split one. It says at every key
 * what would come of it. The keyboard's and the clicks' way to do what the bar does by dragging.
 */
public final class SpaceForm {
    public enum Kind {
        CREATE,
        RESIZE,
        SPLIT
    }

    /**
     * What the dialog comes to as it is filled in.
     *
     * @param changes what it would queue; none while the size makes no sense
     * @param verdict what would come of that
     * @param words that in words
     */
    public record Draft(List<Change> changes, Optional<Verdict> verdict, String words) {
        public boolean isGood() {
            return verdict.filter(one -> !one.isRefused() && !(one instanceof Verdict.Home))
                    .isPresent();
        }
    }

    private final Kind kind;
    private final int region;
    private final Optional<DeviceName> device;
    private final Snapshot snapshot;
    private final long most;
    private final long step;
    private final AskCommand ask;
    private final StringProperty size = new SimpleStringProperty("");
    private final ObjectProperty<Mode> mode = new SimpleObjectProperty<>(Mode.DEVDAX);
    private final ObjectProperty<Optional<Long>> align = new SimpleObjectProperty<>(Optional.empty());
    private final ReadOnlyObjectWrapper<Draft> draft =
            new ReadOnlyObjectWrapper<>(new Draft(List.of(), Optional.empty(), ""));

    private SpaceForm(
            Kind kind,
            Snapshot snapshot,
            int region,
            Optional<DeviceName> device,
            long most,
            long step,
            AskCommand ask) {
        this.kind = kind;
        this.snapshot = snapshot;
        this.region = region;
        this.device = device;
        this.most = most;
        this.step = step;
        this.ask = ask;
        size.subscribe((before, now) -> judge());
        mode.subscribe((before, now) -> judge());
        align.subscribe((before, now) -> judge());
    }

    static SpaceForm create(Snapshot snapshot, Region region, AskCommand ask) {
        long free = region.available().value().orElse(0L);
        SpaceForm form = new SpaceForm(
                Kind.CREATE,
                snapshot,
                region.id(),
                Optional.empty(),
                free,
                Alignments.step(Alignments.ofNewDevices(region)),
                ask);
        form.size.set(text(free));
        return form;
    }

    static SpaceForm of(Kind kind, Snapshot snapshot, Region region, Device device, AskCommand ask) {
        long size = device.size().value().orElse(0L);
        long free = region.available().value().orElse(0L);
        long step = Alignments.step(Alignments.of(device));
        SpaceForm form = new SpaceForm(
                kind,
                snapshot,
                region.id(),
                Optional.of(device.name()),
                kind == Kind.SPLIT ? size - step : size + free,
                step,
                ask);
        device.mode().ifPresent(form.mode::set);
        form.size.set(text(kind == Kind.SPLIT ? Math.max(step, size / 2 / step * step) : size));
        return form;
    }

    /** A size as it is typed: exact, in the largest unit that leaves it whole. */
    static String text(long bytes) {
        if (bytes > 0 && bytes % (1L << 30) == 0) {
            return (bytes >> 30) + " GiB";
        }
        return bytes > 0 && bytes % (1L << 20) == 0 ? (bytes >> 20) + " MiB" : String.valueOf(bytes);
    }

    public Kind kind() {
        return kind;
    }

    public String title() {
        return switch (kind) {
            case CREATE -> WindowTexts.text("form.create", region);
            case RESIZE -> WindowTexts.text("form.resize", device.orElseThrow());
            case SPLIT -> WindowTexts.text("form.split", device.orElseThrow());
        };
    }

    /** The largest size that can be asked for, in words. */
    public String mostWords() {
        return kind == Kind.SPLIT
                ? WindowTexts.text("form.most.split", text(most + step))
                : WindowTexts.text("form.most", text(most));
    }

    public StringProperty size() {
        return size;
    }

    /** How far the slider is, 0 to 1; set, it gives the size in whole steps. */
    public double share() {
        return most == 0
                ? 0
                : Sizes.parse(size.get())
                        .map(bytes -> Math.clamp((double) bytes / most, 0, 1))
                        .orElse(0.0);
    }

    public void setShare(double share) {
        long bytes = Math.max(step, Math.round(share * most / step) * step);
        size.set(text(Math.min(bytes, most)));
    }

    /** The mode of a new device, or of the new part of a split one. */
    public ObjectProperty<Mode> mode() {
        return mode;
    }

    /** The alignment of a new device; none for the region's own. */
    public ObjectProperty<Optional<Long>> align() {
        return align;
    }

    public ReadOnlyObjectProperty<Draft> draft() {
        return draft.getReadOnlyProperty();
    }

    private void judge() {
        Optional<Long> bytes = Sizes.parse(size.get()).filter(value -> value > 0);
        if (bytes.isEmpty()) {
            draft.set(new Draft(List.of(), Optional.empty(), WindowTexts.text("form.no-size")));
            return;
        }
        List<Change> changes = changes(bytes.get());
        if (changes.isEmpty()) {
            draft.set(new Draft(List.of(), Optional.empty(), mostWords()));
            return;
        }
        Verdict verdict = ask.verdict(changes);
        String words = switch (verdict) {
            case Verdict.Home home -> WindowTexts.text("form.same");
            case Verdict.Allowed allowed ->
                WindowTexts.text("form.queues", WindowTexts.count("steps", allowed.steps()));
            case Verdict.Warned warned -> warned.reason();
            case Verdict.Refused refused ->
                WindowTexts.say(refused.first().fact()) + " "
                        + WindowTexts.say(refused.first().remedy());
        };
        draft.set(new Draft(changes, Optional.of(verdict), words));
    }

    private List<Change> changes(long bytes) {
        return switch (kind) {
            case CREATE -> withModes(List.of(new Change.Create(region, new Extent.Size(bytes), align.get())));
            case RESIZE -> List.of(new Change.Resize(device.orElseThrow(), bytes));
            case SPLIT -> withModes(Changes.cut(snapshot, device.orElseThrow(), bytes));
        };
    }

    /** The changes, and after each new device its mode. */
    private List<Change> withModes(List<Change> asked) {
        List<Change> changes = new ArrayList<>();
        for (Change change : asked) {
            if (change instanceof Change.Create create && mode.get() != Mode.UNBOUND) {
                Optional<DeviceName> made = ask.nameOf(changes, create);
                changes.add(create);
                made.ifPresent(name -> changes.add(new Change.SwitchMode(name, mode.get())));
            } else {
                changes.add(change);
            }
        }
        return changes;
    }
}
