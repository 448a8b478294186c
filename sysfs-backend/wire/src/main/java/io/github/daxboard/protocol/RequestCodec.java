// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import io.github.daxboard.apply.Unfinished.Recovery;
import io.github.daxboard.plan.Order;
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
            case "tree" -> bare(message, new Request.Tree());
            case "apply" -> apply(message);
            case "cancel" -> bare(message, new Request.Cancel());
            case "history" -> bare(message, new Request.History());
            case "unfinished" -> bare(message, new Request.Pending());
            case "watch" -> bare(message, new Request.Watch());
            case "recover" -> {
                message.only("v", "ask", "how");
                yield new Request.Recover(EnumNames.parse(Recovery.values(), message.text("how")));
            }
            default -> throw new BadMessage("\"ask\" is no word of this protocol");
        };
    }

    private static Request bare(Json.Fields message, Request request) throws BadMessage {
        message.only("v", "ask");
        return request;
    }

    private static Request apply(Json.Fields message) throws BadMessage {
        message.only("v", "ask", "changes", "mayLoseData", "digest");
        String digest = message.text("digest");
        if (!DIGEST.matcher(digest).matches()) {
            throw new BadMessage("\"digest\" is not 64 hexadecimal digits");
        }
        return new Request.Apply(OrderCodec.take(message), digest);
    }

    /** The request's line, without the newline. */
    public String print(Request request) {
        Json.Maker message = Version.message();
        return json.print(
                switch (request) {
                    case Request.Tree tree -> message.with("ask", "tree").made();
                    case Request.Apply(Order order, String digest) ->
                        OrderCodec.put(message.with("ask", "apply"), order)
                                .with("digest", digest)
                                .made();
                    case Request.History history ->
                        message.with("ask", "history").made();
                    case Request.Pending pending ->
                        message.with("ask", "unfinished").made();
                    case Request.Watch watch -> message.with("ask", "watch").made();
                    case Request.Recover(Recovery how) ->
                        message.with("ask", "recover")
                                .with("how", EnumNames.of(how))
                                .made();
                    case Request.Cancel cancel -> message.with("ask", "cancel").made();
                });
    }
}
