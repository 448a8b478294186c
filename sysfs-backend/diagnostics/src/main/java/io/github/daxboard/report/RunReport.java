// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.apply.Outcome;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.model.Visible;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.plan.Problem;
import io.github.daxboard.protocol.Json;
import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One run of a plan: the changes, the plan, the events with their times, and the outcome.
 *
 * <p>A report is in English unless its caller asks for another language: it is often sent to maintainers.
 *
 * @param program the program's name and version
 * @param before the snapshot that was planned on
 * @param plan the confirmed plan
 * @param started when it started
 * @param events the events
 * @param outcome the outcome; empty if it was refused before its first write, or if the connection broke
 * @param refusal why it did not start, or why the connection broke
 * @param after the snapshot after it, if one could be made
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

    /** Removes addresses and names from this report. */
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

    /** The report as text, in English. */
    public String text() {
        return text(Texts.ENGLISH);
    }

    /** The report as text. */
    public String text(Texts texts) {
        List<String> lines = new ArrayList<>();
        lines.add(texts.say(title()));
        head().forEach(row ->
                lines.add(String.format(Locale.ROOT, "%-9s %s", texts.say(row.name()), texts.say(row.value()))));
        lines.add("");
        lines.add(texts.say(Message.of("report.section.plan")));
        lines.addAll(PlanWords.lines(texts, plan));
        lines.add("");
        lines.add(texts.say(Message.of("report.section.events")));
        events.stream().flatMap(told -> line(texts, told).stream()).forEach(lines::add);
        lines.add("");
        lines.add(texts.say(Message.of("report.section.outcome")));
        lines.addAll(result(texts));
        return String.join("\n", Visible.each(lines)) + "\n";
    }

    /** A line of the report's head. */
    record Row(Message name, Message value) {}

    Message title() {
        return plan.changes().size() == 1
                ? Message.of("report.title", plan.changes().getFirst().change().message())
                : Message.of("report.title.many", plan.changes().size());
    }

    List<Row> head() {
        return List.of(
                new Row(
                        Message.of("report.head.host"),
                        Message.verbatim(before.host().text())),
                new Row(
                        Message.of("report.head.kernel"),
                        before.kernelRelease()
                                .value()
                                .map(Message::verbatim)
                                .orElseGet(() -> before.kernelRelease().message())),
                new Row(Message.of("report.head.started"), Message.verbatim(started.toString())),
                new Row(Message.of("report.head.digest"), Message.verbatim(plan.digest())),
                new Row(Message.of("report.head.program"), Message.verbatim(program)));
    }

    private Optional<String> line(Texts texts, Told told) {
        Optional<String> words = EventWords.of(texts, plan, told.event());
        return words.map(
                text -> String.format(Locale.ROOT, "%8.2f s  %s", told.at().toMillis() / 1000.0, text));
    }

    /** The outcome, in lines. */
    List<String> result(Texts texts) {
        List<String> lines = new ArrayList<>();
        outcome.ifPresent(result -> lines.addAll(OutcomeWords.lines(texts, result)));
        refusal.ifPresent(reason -> lines.addAll(List.of(reason.asText(texts).split("\n", -1))));
        after.ifPresent(now -> {
            List<Differences.Difference> changed = Differences.between(before, now);
            lines.add(texts.say(changed.isEmpty() ? Message.of("report.same") : Message.of("report.differences")));
            changed.forEach(one -> lines.add("  " + texts.say(one.message())));
        });
        return lines;
    }

    /** The report as one HTML page without other files, in English. */
    public String html() {
        return html(Texts.ENGLISH);
    }

    /** The report as one HTML page without other files. */
    public String html(Texts texts) {
        return HtmlPage.of(texts, this);
    }
}
