// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.app.cli.pages;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import picocli.CommandLine.Model.ArgSpec;

/** What a shell may offer for a value. */
sealed interface Candidates {
    /** These words. */
    record Words(List<String> words) implements Candidates {}

    /** The devices that this machine has. */
    record Devices() implements Candidates {}

    /** Files. */
    record FileNames() implements Candidates {}

    /** Nothing that could be known. */
    record Unknown() implements Candidates {}

    static Candidates of(ArgSpec arg) {
        List<Class<?>> types = List.of(arg.auxiliaryTypes());
        String label = arg.paramLabel();
        if (arg.auxiliaryTypes()[0].isEnum() && !List.of("MODE", "ZONE").contains(label)) {
            return new Words(Arrays.stream(arg.auxiliaryTypes()[0].getEnumConstants())
                    .map(Object::toString)
                    .toList());
        }
        if (types.contains(Path.class) || label.contains("PLANFILE")) {
            return new FileNames();
        }
        return switch (label) {
            case "DEVICE", "WHAT" -> new Devices();
            case "MODE" -> new Words(List.of("devdax", "fsdev", "system-ram", "unbound"));
            case "ZONE" -> new Words(List.of("movable", "kernel"));
            case "HOST" -> new Words(List.of("local", "demo", "lab"));
            case "ALIGN" -> new Words(List.of("4K", "2M", "1G"));
            default -> new Unknown();
        };
    }
}
