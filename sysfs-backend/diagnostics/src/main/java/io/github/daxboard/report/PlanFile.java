// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.report;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Snapshot;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Order;
import io.github.daxboard.plan.Plan;
import io.github.daxboard.protocol.Json;
import io.github.daxboard.text.Message;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A plan that was saved, to be read by others and applied later or elsewhere. Only the order and the digest count when it is
 * applied: the order is planned again, and another digest means that the host has changed since.
 *
 * @param order what was asked for
 * @param digest of the plan that was saved
 * @param host the host that it was planned for, as it was called
 * @param kernel its kernel's release; empty where it was not known
 * @param planned when the picture was taken that it was planned on
 * @param review the plan in words, a line each, in English: for people, who may be elsewhere, and never read back into a plan
 */
public record PlanFile(Order order, String digest, String host, String kernel, Instant planned, List<String> review) {
    private static final long VERSION = 1;
    private static final int MOST_CHANGES = 256;

    public PlanFile {
        review = List.copyOf(review);
    }

    /** The file of a plan that was made on a picture. */
    public static PlanFile of(Snapshot snapshot, Plan plan) {
        return new PlanFile(
                plan.order(),
                plan.digest(),
                snapshot.host().text(),
                snapshot.kernelRelease().value().orElse(""),
                snapshot.taken(),
                PlanWords.lines(plan));
    }

    /** Its text. */
    public String print() {
        Json.Maker made = Json.make()
                .with("daxboard-plan", VERSION)
                .with("host", host)
                .with("kernel", kernel)
                .with("planned", planned.toString())
                .with("digest", digest)
                .with(
                        "changes",
                        new Json.Many(order.changes().stream()
                                .<Json>map(ChangeJson::print)
                                .toList()));
        if (!order.mayLoseData().isEmpty()) {
            made.with(
                    "mayLoseData",
                    order.mayLoseData().stream()
                            .sorted()
                            .map(DeviceName::toString)
                            .toList());
        }
        return JsonPages.pretty(made.with("review", review).made()) + "\n";
    }

    /**
     * Reads a file's text.
     *
     * @throws BadDocument with the place, when it is no plan of this version
     */
    public static PlanFile parse(String text) throws BadDocument {
        Node file = Node.parse(text);
        Node version = file.get("daxboard-plan");
        if (version.whole() != VERSION) {
            throw version.bad(Message.of("document.version", version.whole(), VERSION));
        }
        file.only("daxboard-plan", "host", "kernel", "planned", "digest", "changes", "mayLoseData", "review");
        Node digest = file.get("digest");
        if (!digest.text().matches("[0-9a-f]{64}")) {
            throw digest.bad(Message.of("document.digest"));
        }
        return new PlanFile(
                new Order(changes(file.get("changes")), mayLoseData(file)),
                digest.text(),
                file.get("host").text(),
                file.get("kernel").text(),
                instant(file.get("planned")),
                texts(file.get("review")));
    }

    private static List<Change> changes(Node list) throws BadDocument {
        List<Node> items = list.items();
        if (items.isEmpty() || items.size() > MOST_CHANGES) {
            throw list.bad(Message.of("document.changes", items.size(), MOST_CHANGES));
        }
        List<Change> changes = new ArrayList<>();
        for (Node item : items) {
            changes.add(ChangeJson.parse(item));
        }
        return changes;
    }

    private static Set<DeviceName> mayLoseData(Node file) throws BadDocument {
        Set<DeviceName> names = new HashSet<>();
        Optional<Node> list = file.find("mayLoseData");
        if (list.isPresent()) {
            for (Node item : list.get().items()) {
                names.add(ChangeJson.name(item));
            }
        }
        return names;
    }

    private static List<String> texts(Node list) throws BadDocument {
        List<String> texts = new ArrayList<>();
        for (Node item : list.items()) {
            texts.add(item.text());
        }
        return texts;
    }

    private static Instant instant(Node node) throws BadDocument {
        try {
            return Instant.parse(node.text());
        } catch (DateTimeException e) {
            throw node.bad(Message.of("document.time"));
        }
    }
}
