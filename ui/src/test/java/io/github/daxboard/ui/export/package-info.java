// SPDX-License-Identifier: Apache-2.0
/** Facts about {@code export}, as tests. */
@NullMarked
package io.github.daxboard.ui.export;

import org.jspecify.annotations.NullMarked;
