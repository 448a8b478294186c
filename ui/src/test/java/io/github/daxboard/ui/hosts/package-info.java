// SPDX-License-Identifier: Apache-2.0
/** Facts about {@code hosts}, as tests. */
@NullMarked
package io.github.daxboard.ui.hosts;

import org.jspecify.annotations.NullMarked;
