// SPDX-License-Identifier: Apache-2.0
/** Facts about the desktop program, as tests. */
@NullMarked
package io.github.daxboard.app.desktop;

import org.jspecify.annotations.NullMarked;
