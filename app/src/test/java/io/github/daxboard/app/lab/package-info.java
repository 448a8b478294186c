// SPDX-License-Identifier: Apache-2.0
/** Tests on the lab's real kernel; each is tagged lab, and needs a lab that is up (lab/README.md). */
@NullMarked
package io.github.daxboard.app.lab;

import org.jspecify.annotations.NullMarked;
