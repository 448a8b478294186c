// SPDX-License-Identifier: Apache-2.0
/**
 * Man pages and shell completions, made from the command line's own model while the program is built, so that they can't say
 * anything else than {@code --help}. Not used while the program runs.
 *
 * <p>May use: cli, picocli. Must not use: hosts.
 */
@NullMarked
package io.github.daxboard.app.cli.pages;

import org.jspecify.annotations.NullMarked;
