// SPDX-License-Identifier: Apache-2.0
/** Facts about {@code gallery}, as tests. */
@NullMarked
package io.github.daxboard.ui.gallery;

import org.jspecify.annotations.NullMarked;
