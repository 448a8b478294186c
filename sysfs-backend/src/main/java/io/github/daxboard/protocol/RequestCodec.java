// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.plan.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Between a request and its line. {@link #parse} is where all that a client says is judged; it does nothing else. */
public final class RequestCodec {
    public static final int MAX_CHANGES = 256;

    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    private final JsonText json = JsonText.ofRequests();

    /**
     * The request that a line is, wholly.
     *
     * @throws BadMessage when it is none: nothing of it may be carried out then
     */
    public Request parse(String line) throws BadMessage {
        Json.Fields message = json.parse(line);
        Version.check(message);
        return switch (message.text("ask")) {
            case "tree" -> tree(message);
            case "apply" -> apply(message);
            default -> throw new BadMessage("\"ask\" is neither tree nor apply");
        };
    }

    private static Request tree(Json.Fields message) throws BadMessage {
        message.only("v", "ask");
        return new Request.Tree();
    }

    private static Request apply(Json.Fields message) throws BadMessage {
        message.only("v", "ask", "changes", "digest");
        List<Json.Fields> asked = message.many("changes").objects();
        if (asked.isEmpty() || asked.size() > MAX_CHANGES) {
            throw new BadMessage("there are " + asked.size() + " changes, not 1 to " + MAX_CHANGES);
        }
        List<Change> changes = new ArrayList<>();
        for (Json.Fields one : asked) {
            changes.add(change(one));
        }
        String digest = message.text("digest");
        if (!DIGEST.matcher(digest).matches()) {
            throw new BadMessage("\"digest\" is not 64 hexadecimal digits");
        }
        return new Request.Apply(changes, digest);
    }

    private static Change change(Json.Fields one) throws BadMessage {
        one.only("switch", "to");
        DeviceName device = DeviceName.parse(one.text("switch"))
                .orElseThrow(() -> new BadMessage("\"switch\" is not a device name of the form daxX.Y"));
        Mode mode = Mode.parse(one.text("to"))
                .orElseThrow(() -> new BadMessage("\"to\" is not a mode: devdax, fsdev, system-ram or unbound"));
        return new Change.SwitchMode(device, mode);
    }

    /** The request's line, without the newline. */
    public String print(Request request) {
        Json.Maker message = Version.message();
        return json.print(
                switch (request) {
                    case Request.Tree tree -> message.with("ask", "tree").made();
                    case Request.Apply(List<Change> changes, String digest) ->
                        message.with("ask", "apply")
                                .with(
                                        "changes",
                                        new Json.Many(changes.stream()
                                                .<Json>map(RequestCodec::print)
                                                .toList()))
                                .with("digest", digest)
                                .made();
                });
    }

    private static Json.Fields print(Change change) {
        return switch (change) {
            case Change.SwitchMode(DeviceName device, Mode to, Change.Onlining onlining) ->
                Json.make()
                        .with("switch", device.toString())
                        .with("to", to.word())
                        .made();
            default -> throw new UnsupportedOperationException("not sent yet: " + change.describe());
        };
    }
}
