// SPDX-License-Identifier: Apache-2.0
/**
 * What a host's DAX memory looks like at one moment: records that hold values and know nothing of how they were read.
 *
 * <p>May use: the JDK, text. Must not use: any other package of Daxboard.
 */
@NullMarked
package io.github.daxboard.model;

import org.jspecify.annotations.NullMarked;
