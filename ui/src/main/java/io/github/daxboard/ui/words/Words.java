// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.ui.words;

import java.util.ResourceBundle;

/** The window's texts by key. A key that does not exist is a bug, and a test looks for those. */
public final class Words {
    private static final ResourceBundle BUNDLE = ResourceBundle.getBundle("io.github.daxboard.ui.words.messages");

    private Words() {}

    /** The text of a key, with {0}, {1}.. replaced. Not MessageFormat: an apostrophe in a text is just an apostrophe. */
    public static String text(String key, Object... arguments) {
        String text = BUNDLE.getString(key);
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", arguments[i].toString());
        }
        return text;
    }

    /** A number with its noun, from {@code key.one} or {@code key.many}. */
    public static String count(String key, long number) {
        return text(key + (number == 1 ? ".one" : ".many"), number);
    }
}
