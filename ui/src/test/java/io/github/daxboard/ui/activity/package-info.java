// SPDX-License-Identifier: Apache-2.0
/** Facts about {@code activity}, as tests. */
@NullMarked
package io.github.daxboard.ui.activity;

import org.jspecify.annotations.NullMarked;
