// SPDX-License-Identifier: Apache-2.0
/** Facts about {@code session}, as tests. */
@NullMarked
package io.github.daxboard.ui.session;

import org.jspecify.annotations.NullMarked;
