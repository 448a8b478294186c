// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.apply.ApplyEvent;
import io.github.daxboard.model.Visible;
import io.github.daxboard.text.Message;
import io.github.daxboard.text.Texts;
import java.util.List;
import java.util.stream.Collectors;

/** A report as one HTML page: no script, no other files, light or dark as the reader's desktop. */
final class HtmlPage {
    private static final String STYLE = """
            :root { color-scheme: light dark; --ink: #1b1f24; --quiet: #57606a; --page: #ffffff; --card: #f6f8fa; \
            --line: #d0d7de; --good: #1a7f37; --bad: #b42318; }
            @media (prefers-color-scheme: dark) { :root { --ink: #e6edf3; --quiet: #9198a1; --page: #0d1117; \
            --card: #161b22; --line: #30363d; --good: #3fb950; --bad: #ff7b72; } }
            body { margin: 0 auto; max-width: 62rem; padding: 2rem 1rem; background: var(--page); color: var(--ink); \
            font: 16px/1.5 Inter, system-ui, sans-serif; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
            table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; \
            padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); }
            th { color: var(--quiet); font-weight: 600; white-space: nowrap; }
            pre { background: var(--card); border: 1px solid var(--line); border-radius: 6px; padding: .8rem; \
            white-space: pre-wrap; overflow-wrap: anywhere; font: 13px/1.5 ui-monospace, monospace; }
            .good { color: var(--good); font-weight: 600; } .bad { color: var(--bad); font-weight: 600; }
            """;

    private final StringBuilder page = new StringBuilder();
    private final Texts texts;
    private final RunReport report;

    private HtmlPage(Texts texts, RunReport report) {
        this.texts = texts;
        this.report = report;
    }

    static String of(Texts texts, RunReport report) {
        return new HtmlPage(texts, report).made();
    }

    private String made() {
        String title = said(report.title());
        page.append("<!DOCTYPE html>\n<html lang=\"")
                .append(said(Message.of("report.language")))
                .append("\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(title)
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(title)
                .append("</h1>\n");
        verdict();
        page.append("<table>\n");
        report.head().forEach(row -> row(said(row.name()), said(row.value())));
        page.append("</table>\n");
        section(Message.of("report.section.plan"), PlanWords.lines(texts, report.plan()));
        events();
        section(Message.of("report.section.outcome"), report.result(texts));
        return page.append("</body>\n</html>\n").toString();
    }

    private void verdict() {
        report.outcome()
                .ifPresent(outcome -> page.append("<p class=\"")
                        .append(outcome.failure().isEmpty() ? "good" : "bad")
                        .append("\">")
                        .append(said(OutcomeWords.verdictMessage(outcome)))
                        .append("</p>\n"));
        report.refusal()
                .ifPresent(refusal -> page.append("<p class=\"bad\">")
                        .append(said(refusal.fact()))
                        .append("</p>\n"));
    }

    private void row(String name, String value) {
        page.append("<tr><th scope=\"row\">")
                .append(name)
                .append("</th><td>")
                .append(value)
                .append("</td></tr>\n");
    }

    private void events() {
        List<RunReport.Told> told = report.events().stream()
                .filter(one -> EventWords.of(report.plan(), one.event()).isPresent())
                .toList();
        if (told.isEmpty()) {
            return;
        }
        page.append("<h2>").append(said(Message.of("report.section.events"))).append("</h2>\n<table>\n<thead><tr>");
        List.of(
                        Message.of("report.column.after"),
                        Message.of("report.column.state"),
                        Message.of("report.column.step"),
                        Message.of("report.column.read"))
                .forEach(column ->
                        page.append("<th scope=\"col\">").append(said(column)).append("</th>"));
        page.append("</tr></thead>\n<tbody>\n");
        told.forEach(this::event);
        page.append("</tbody>\n</table>\n");
    }

    private void event(RunReport.Told told) {
        switch (told.event()) {
            case ApplyEvent.StepVerified(var change, var step, var elapsed, var evidence) ->
                event(told, "good", Message.of("report.event.verified"), change, step, evidence);
            case ApplyEvent.StepFailed(var change, var step, var elapsed, var refusal) ->
                event(told, "bad", Message.of("report.event.failed"), change, step, refusal.fact());
            case ApplyEvent.StepUndone(var change, var step, var elapsed, var evidence) ->
                event(told, "good", Message.of("report.event.undone"), change, step, evidence);
            case ApplyEvent.UndoFailed(var change, var step, var elapsed, var refusal) ->
                event(told, "bad", Message.of("report.event.not-undone"), change, step, refusal.fact());
            default -> {}
        }
    }

    private void event(RunReport.Told told, String look, Message state, int change, int step, Message read) {
        page.append("<tr><td>")
                .append(told.at().toMillis())
                .append(" ms</td><td class=\"")
                .append(look)
                .append("\">")
                .append(said(state))
                .append("</td><td>")
                .append(said(EventWords.stepMessage(report.plan(), change, step)))
                .append("</td><td>")
                .append(said(read))
                .append("</td></tr>\n");
    }

    private void section(Message title, List<String> lines) {
        page.append("<h2>")
                .append(said(title))
                .append("</h2>\n<pre>")
                .append(lines.stream().map(HtmlPage::escape).collect(Collectors.joining("\n")))
                .append("</pre>\n");
    }

    private String said(Message message) {
        return escape(texts.say(message));
    }

    static String escape(String text) {
        return Visible.line(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
