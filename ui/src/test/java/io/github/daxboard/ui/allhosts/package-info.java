// SPDX-License-Identifier: Apache-2.0
/** Facts about {@code fleet}, as tests. */
@NullMarked
package io.github.daxboard.ui.allhosts;

import org.jspecify.annotations.NullMarked;
