// SPDX-License-Identifier: Apache-2.0
/** The window's tests: view models without a toolkit, and the window itself under a robot. */
@NullMarked
package io.github.daxboard.ui;

import org.jspecify.annotations.NullMarked;
