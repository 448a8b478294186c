// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.daxboard.model.DeviceName;
import io.github.daxboard.model.Mode;
import io.github.daxboard.model.Zone;
import io.github.daxboard.plan.Change;
import io.github.daxboard.plan.Change.SwitchMode;
import io.github.daxboard.plan.Order;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RequestCodecTest {
    private static final String DIGEST = "0123456789abcdef".repeat(4);

    private final RequestCodec codec = new RequestCodec();

    private static String apply(String changes) {
        return "{\"v\":2,\"ask\":\"apply\",\"changes\":[" + changes + "],\"digest\":\"" + DIGEST + "\"}";
    }

    private static String change(String device, String mode) {
        return "{\"switch\":\"" + device + "\",\"to\":\"" + mode + "\"}";
    }

    private static String changes(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> change("dax0." + i, "fsdev"))
                .collect(Collectors.joining(","));
    }

    @Test
    void asksForATree() throws BadMessage {
        assertThat(codec.parse("{\"v\":2,\"ask\":\"tree\"}")).isEqualTo(new Request.Tree());
    }

    @Test
    void asksForChangesInTheirOrder() throws BadMessage {
        assertThat(codec.parse(apply(change("dax1.0", "unbound") + "," + change("dax0.0", "fsdev"))))
                .isEqualTo(new Request.Apply(
                        Order.of(List.of(
                                new SwitchMode(DeviceName.of("dax1.0"), Mode.UNBOUND),
                                new SwitchMode(DeviceName.of("dax0.0"), Mode.FSDEV))),
                        DIGEST));
    }

    @Test
    void takes256Changes() throws BadMessage {
        assertThat(codec.parse(apply(changes(256)))).isInstanceOf(Request.Apply.class);
    }

    @Test
    void whatIsPrintedIsUnderstood() throws BadMessage {
        for (Mode mode : Mode.values()) {
            Request request =
                    new Request.Apply(Order.of(List.of(new SwitchMode(DeviceName.of("dax12.3"), mode))), DIGEST);
            assertThat(codec.parse(codec.print(request))).isEqualTo(request);
        }
        assertThat(codec.parse(codec.print(new Request.Tree()))).isEqualTo(new Request.Tree());
    }

    @Test
    void everyKindOfChangeIsUnderstoodAsItWasPrinted() throws BadMessage {
        DeviceName device = DeviceName.of("dax0.1");
        List<Change> all = List.of(
                new SwitchMode(device, Mode.SYSTEM_RAM, Change.Onlining.MOVABLE),
                new SwitchMode(device, Mode.SYSTEM_RAM, Change.Onlining.KERNEL),
                new SwitchMode(device, Mode.SYSTEM_RAM, Change.Onlining.LEAVE_OFFLINE),
                new Change.Create(0, new Change.Extent.Size(1L << 30), Optional.empty()),
                new Change.Create(7, new Change.Extent.At(1L << 32, (1L << 33) - 1), Optional.of(1L << 21)),
                new Change.Resize(device, 1L << 31),
                new Change.Destroy(device),
                new Change.SetAlign(device, 1L << 30),
                new Change.Online(device, Zone.MOVABLE),
                new Change.Online(device, Zone.KERNEL),
                new Change.Offline(device));
        Order order = new Order(all, Set.of(device, DeviceName.of("dax1.0")));
        Request request = new Request.Apply(order, DIGEST);
        assertThat(codec.parse(codec.print(request))).isEqualTo(request);
        assertThat(codec.parse(codec.print(new Request.Cancel()))).isEqualTo(new Request.Cancel());
    }

    static Stream<Arguments> badLines() {
        String good = change("dax0.0", "fsdev");
        return Stream.of(
                arguments("an empty line", "", "not a JSON object"),
                arguments("a blank line", "   ", "not a JSON object"),
                arguments("garbage", "\u0000\u0001garbage", "not JSON"),
                arguments("a text", "\"tree\"", "not a JSON object"),
                arguments("a list", "[1]", "not a JSON object"),
                arguments("half an object", "{\"v\":2,\"ask\":", "not JSON"),
                arguments("two objects", "{\"v\":2,\"ask\":\"tree\"}{}", "something follows"),
                arguments("a comment", "{\"v\":2,/**/\"ask\":\"tree\"}", "not JSON"),
                arguments("single quotes", "{'v':1,'ask':'tree'}", "not JSON"),
                arguments("no version", "{\"ask\":\"tree\"}", "\"v\" is missing"),
                arguments("version 1", "{\"v\":1,\"ask\":\"tree\"}", "version 1"),
                arguments("version 2.0", "{\"v\":2.0,\"ask\":\"tree\"}", "not whole"),
                arguments("version \"1\"", "{\"v\":\"1\",\"ask\":\"tree\"}", "not a whole number"),
                arguments("version of 10^30", "{\"v\":2" + "0".repeat(30) + ",\"ask\":\"tree\"}", "not JSON"),
                arguments("version null", "{\"v\":null,\"ask\":\"tree\"}", "null"),
                arguments("nothing asked", "{\"v\":2}", "\"ask\" is missing"),
                arguments("an unknown verb", "{\"v\":2,\"ask\":\"write\"}", "no word of this protocol"),
                arguments("a path", "{\"v\":2,\"ask\":\"tree\",\"path\":\"/etc/shadow\"}", "not one of"),
                arguments("a field twice", "{\"v\":2,\"ask\":\"tree\",\"ask\":\"apply\"}", "twice"),
                arguments("no change", apply(""), "0 changes"),
                arguments("257 changes", apply(changes(257)), "257 changes"),
                arguments("a change that is a text", apply("\"dax0.0\""), "not an object"),
                arguments(
                        "a change with a path",
                        apply("{\"switch\":\"dax0.0\",\"to\":\"fsdev\",\"p\":1}"),
                        "not one of"),
                arguments("a change without a mode", apply("{\"switch\":\"dax0.0\"}"), "\"to\" is missing"),
                arguments(
                        "a device twice in a change",
                        apply("{\"switch\":\"dax0.0\",\"switch\":\"dax0.1\",\"to\":\"fsdev\"}"),
                        "twice"),
                arguments("a zero before the number", apply(change("dax00.0", "fsdev")), "not a device name"),
                arguments("a device in another folder", apply(change("../dax0.0", "fsdev")), "not a device name"),
                arguments("a device below a device", apply(change("dax0.0/../../x", "fsdev")), "not a device name"),
                arguments("a name with a newline", apply(change("dax0.0\\n", "fsdev")), "not a device name"),
                arguments("a name with a NUL", apply(change("dax0.0\\u0000", "fsdev")), "not a device name"),
                arguments("digits that are not ASCII", apply(change("dax\u0660.0", "fsdev")), "not a device name"),
                arguments("a long number", apply(change("dax0.100000", "fsdev")), "not a device name"),
                arguments("a driver's name", apply(change("dax0.0", "device_dax")), "not a mode"),
                arguments("a mode in capitals", apply(change("dax0.0", "FSDEV")), "not a mode"),
                arguments("a number for a mode", apply("{\"switch\":\"dax0.0\",\"to\":1}"), "not a text"),
                arguments(
                        "what becomes of memory, of a device that goes to fsdev",
                        apply("{\"switch\":\"dax0.0\",\"to\":\"fsdev\",\"onlining\":\"kernel\"}"),
                        "goes with system-ram"),
                arguments("a change of no kind", apply("{\"format\":\"dax0.0\"}"), "none of switch"),
                arguments("two changes in one", apply("{\"destroy\":\"dax0.1\",\"offline\":\"dax0.1\"}"), "not one of"),
                arguments("a size of 0", apply("{\"resize\":\"dax0.1\",\"bytes\":0}"), "out of range"),
                arguments("a size below 0", apply("{\"create\":0,\"bytes\":-1}"), "out of range"),
                arguments("a size in words", apply("{\"resize\":\"dax0.1\",\"bytes\":\"1G\"}"), "not a whole number"),
                arguments("a region below 0", apply("{\"create\":-1,\"bytes\":4096}"), "not a region"),
                arguments(
                        "a size and an address",
                        apply("{\"create\":0,\"bytes\":1,\"start\":0,\"end\":1}"),
                        "size and an"),
                arguments(
                        "a range that ends before it starts",
                        apply("{\"create\":0,\"start\":5,\"end\":4}"),
                        "no range"),
                arguments("a zone that is none", apply("{\"online\":\"dax0.0\",\"zone\":\"Normal\"}"), "not a zone"),
                arguments(
                        "an agreement for no device",
                        apply(good).replace("\"digest\"", "\"mayLoseData\":[],\"digest\""),
                        "mayLoseData"),
                arguments(
                        "an agreement for a path",
                        apply(good).replace("\"digest\"", "\"mayLoseData\":[\"/dev/sda\"],\"digest\""),
                        "not a device name"),
                arguments("a cancel of something", "{\"v\":2,\"ask\":\"cancel\",\"change\":0}", "not one of"),
                arguments("a short digest", apply(good).replace(DIGEST, "abc"), "64 hexadecimal"),
                arguments("a digest in capitals", apply(good).replace("abcdef", "ABCDEF"), "64 hexadecimal"),
                arguments("no digest", "{\"v\":2,\"ask\":\"apply\",\"changes\":[" + good + "]}", "missing"),
                arguments("a long text", apply(change("d".repeat(500), "fsdev")), "limits"),
                arguments("a long field name", "{\"" + "a".repeat(500) + "\":1}", "limits"),
                arguments("depth", "{\"v\":2,\"ask\":\"apply\",\"changes\":" + "[".repeat(50), "limits"),
                arguments("a depth bomb", "[".repeat(60_000), "not a JSON object"),
                arguments("a depth bomb of objects", "{\"a\":".repeat(12_000), "limits"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badLines")
    void refuses(String name, String line, String why) {
        assertThatExceptionOfType(BadMessage.class)
                .as(name)
                .isThrownBy(() -> codec.parse(line))
                .satisfies(bad -> assertThat(bad.why()).contains(why));
    }

    @Test
    void aRefusalRepeatsNothingOfTheLine() {
        String evil = "{\"v\":2,\"ask\":\"tree\",\"\u001b]0;evil\u0007\":1}";
        assertThatExceptionOfType(BadMessage.class)
                .isThrownBy(() -> codec.parse(evil))
                .satisfies(bad -> assertThat(bad.why()).doesNotContain("evil"));
    }

    /**
     * Damages good requests at random. Whatever comes, the answer is a refusal or a request that says what a client could
     * have said: names in their only form and a digest.
     */
    @Test
    void noDamageMakesAnythingElseThanARefusalOrAProperRequest() {
        Random random = new Random(20_261_124);
        List<String> seeds = List.of(
                "{\"v\":2,\"ask\":\"tree\"}",
                apply(change("dax0.0", "fsdev")),
                apply("{\"create\":0,\"start\":4294967296,\"end\":5368709119,\"align\":2097152}"),
                apply("{\"resize\":\"dax0.1\",\"bytes\":1073741824},{\"online\":\"dax0.1\",\"zone\":\"kernel\"}"),
                apply(change("dax0.0", "system-ram")).replace("\"digest\"", "\"mayLoseData\":[\"dax0.0\"],\"digest\""),
                "{\"v\":2,\"ask\":\"cancel\"}",
                apply(change("dax10.2", "devdax") + "," + change("dax3.14", "unbound")));
        int understood = 0;
        for (int round = 0; round < 20_000; round++) {
            String line = damaged(seeds.get(random.nextInt(seeds.size())), random);
            try {
                Request request = codec.parse(line);
                assertThat(codec.parse(codec.print(request))).isEqualTo(request);
                understood++;
            } catch (BadMessage refused) {
                assertThat(refused.why()).isNotBlank().hasSizeLessThan(200);
            }
        }
        // The damage must be mild enough now and then, or this shows nothing.
        assertThat(understood).isBetween(200, 15_000);
    }

    private static String damaged(String seed, Random random) {
        StringBuilder line = new StringBuilder(seed);
        for (int hits = 1 + random.nextInt(3); hits > 0 && !line.isEmpty(); hits--) {
            int at = random.nextInt(line.length());
            switch (random.nextInt(7)) {
                case 0 -> line.deleteCharAt(at);
                case 1 -> line.setCharAt(at, (char) random.nextInt(128));
                case 2 -> line.insert(at, (char) random.nextInt(0x3000));
                case 3 -> line.insert(at, line.substring(at, Math.min(line.length(), at + random.nextInt(40))));
                case 4 -> line.setLength(at);
                case 5 -> line.setCharAt(at, "0123456789abcdef".charAt(random.nextInt(16)));
                default -> line.insert(at, "{}[],:\"\\0 ".charAt(random.nextInt(10)));
            }
        }
        byte[] bytes = line.toString().getBytes(StandardCharsets.UTF_8);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
