// SPDX-License-Identifier: Apache-2.0
/** Facts about {@code plan}, as tests. */
@NullMarked
package io.github.daxboard.ui.plan;

import org.jspecify.annotations.NullMarked;
