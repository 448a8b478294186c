// SPDX-License-Identifier: Apache-2.0
/**
 * The one program that runs as root. {@link io.github.daxboard.helper.HelperMain} is started with one verb, speaks lines of
 * JSON on its standard input and output, and ends with its input; it opens no socket and runs no command but modprobe and dd.
 *
