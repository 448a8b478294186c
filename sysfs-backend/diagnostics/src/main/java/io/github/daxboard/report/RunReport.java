// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Visible;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * All about one run of a plan: what was asked, what was planned, what happened when, what came of it.
 *
 * @param program the program's name and version
 * @param before the picture that was planned on
 * @param plan what was confirmed
 * @param started when
 * @param events what happened
 * @param outcome what it came to; empty where it was refused before its first write, or the connection broke
 * @param refusal why it was not begun, or the connection broke
 * @param after the picture after it, where one could be taken
 */
public record RunReport(
        String program,
        Snapshot before,
        Plan plan,
        Instant started,
        List<Told> events,
        Optional<Outcome> outcome,
        Optional<Problem> refusal,
        Optional<Snapshot> after) {
    public RunReport {
        events = List.copyOf(events);
    }

    /** An event, and how long after the start it came. */
    public record Told(Duration at, ApplyEvent event) {}

    /** What takes addresses and names out of this report. */
    public Blanks blanks() {
        List<Snapshot> pictures = new ArrayList<>();
        pictures.add(before);
        after.ifPresent(pictures::add);
        return Blanks.of(pictures);
    }

    /** The report as JSON. */
    public Json.Fields json() {
        Json.Maker made =
                Shapes.document("run", before).with("program", program).with("started", started.toString());
        Shapes.plan(made, plan);
        made.with(
                "events",
                Shapes.many(
                        events.stream()
                                .filter(told -> !(told.event() instanceof ApplyEvent.StepProgress))
                                .toList(),
                        told -> Shapes.event(Json.make().with("at", told.at().toMillis()), told.event())
                                .made()));
        outcome.ifPresent(result -> made.with("outcome", Shapes.outcome(result)));
        refusal.ifPresent(reason -> made.with("refusal", Shapes.refusal(reason)));
        after.ifPresent(now -> made.with(
                "differences",
                Shapes.many(
                        Differences.between(before, now),
                        one -> one.json(Json.make()).made())));
        return made.made();
    }

    /** The report as text. */
    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(title());
        head().forEach(row -> lines.add(String.format(Locale.ROOT, "%-9s %s", row.name(), row.value())));
        lines.add("");
        lines.add("Plan");
        lines.addAll(PlanWords.lines(plan));
        lines.add("");
        lines.add("What happened");
        events.stream().flatMap(told -> line(told).stream()).forEach(lines::add);
        lines.add("");
        lines.add("Outcome");
        lines.addAll(result());
        return String.join("\n", Visible.each(lines)) + "\n";
    }

    /** What a line of the report's head says. */
    record Row(String name, String value) {}

    String title() {
        return "Daxboard: "
                + (plan.changes().size() == 1
                        ? plan.changes().getFirst().change().describe()
                        : plan.changes().size() + " changes");
    }

    List<Row> head() {
        return List.of(
                new Row("host", before.host().text()),
                new Row(
                        "kernel",
                        before.kernelRelease()
                                .value()
                                .orElseGet(() -> before.kernelRelease().whyNot())),
                new Row("started", started.toString()),
                new Row("digest", plan.digest()),
                new Row("program", program));
    }

    /** An event as a line; none for those that only say that something goes on. */
    Optional<String> line(Told told) {
        Optional<String> words = EventWords.of(plan, told.event());
        return words.map(
                text -> String.format(Locale.ROOT, "%8.2f s  %s", told.at().toMillis() / 1000.0, text));
    }

    /** What it came to, in lines. */
    List<String> result() {
        List<String> lines = new ArrayList<>();
        outcome.ifPresent(result -> lines.addAll(OutcomeWords.lines(result)));
        refusal.ifPresent(reason -> lines.addAll(List.of(reason.asText().split("\n", -1))));
        after.ifPresent(now -> {
            List<Differences.Difference> changed = Differences.between(before, now);
            lines.add(changed.isEmpty() ? "Nothing differs from before." : "What differs from before:");
            changed.forEach(one -> lines.add("  " + one.describe()));
        });
        return lines;
    }

    /** The report as a page that needs nothing else, readable in light and dark. */
    public String html() {
        return HtmlPage.of(this);
    }
}
