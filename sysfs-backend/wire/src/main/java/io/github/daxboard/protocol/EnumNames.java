// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.protocol;

import java.util.Arrays;
import java.util.Locale;

/** How a constant of an enum is written: {@code FAILED_UNDONE} as {@code failed-undone}. */
final class EnumNames {
    private EnumNames() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> E parse(E[] constants, String word) throws BadMessage {
        return Arrays.stream(constants)
                .filter(constant -> of(constant).equals(word))
                .findFirst()
                .orElseThrow(() -> new BadMessage("a word is none of "
                        + Arrays.stream(constants).map(EnumNames::of).toList()));
    }
}
