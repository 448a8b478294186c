// SPDX-License-Identifier: Apache-2.0
/**
 * What users read, as values: a {@link io.github.daxboard.text.Message} is a key and its arguments, and {@link
 * io.github.daxboard.text.Texts} makes the sentence in a language, from {@code messages.properties} and its translations.
 *
 * <p>May use: the JDK. Must not use: any other package.
 */
@NullMarked
package io.github.daxboard.text;

import org.jspecify.annotations.NullMarked;
