// SPDX-License-Identifier: Apache-2.0
/** The inspector's tests: no toolkit. */
@NullMarked
package io.github.daxboard.ui.inspector;

import org.jspecify.annotations.NullMarked;
