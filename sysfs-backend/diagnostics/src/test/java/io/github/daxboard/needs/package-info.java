// SPDX-License-Identifier: Apache-2.0
/** What admins were hurt by, each met by what the program finds, says and does. */
@NullMarked
package io.github.daxboard.needs;

import org.jspecify.annotations.NullMarked;
