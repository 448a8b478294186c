// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.model;

import io.github.daxboard.text.Message;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known to be wrong with the dax bus of some kernels, told from the release alone. A distribution may have mended
 * its kernel without a new version, so this is a reason to warn, never to refuse. What is said of fsdev is said of the
 * kernel's own fsdev_dax (Linux 7.1 and later), not of the module that Daxboard brings to older kernels.
 */
public enum KernelBug {
    /** mapping_store: seen in 6.12, not in 6.6, and not known to be mended. */
    MAPPING_SAYS_DONE(6, 7, 99, 0),
    /** The fsdev fixes of June 2026 (the sixth patch): the kernel address is counted on from the first range. */
    FSDEV_SEVERAL_RANGES(7, 1, 7, 3),
    /** The third and fifth patch of the same series: a static region's one memmap is used again by the next driver. */
    FSDEV_STALE_MEMMAP(7, 1, 7, 3),
    /** The fourth patch: after a failed probe every later one gives EINVAL. */
    FSDEV_SPOILED_BY_FAILURE(7, 1, 7, 3),
    /** The ninth version of the fsdev series matched by type; the tenth, which is in 7.1, does not (dax_match_type). */
    FSDEV_MATCHES_BY_ITSELF(7, 0, 7, 1);

    private static final Pattern RELEASE = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(?:\\D.*)?");

    private final int since;
    private final int until;

    KernelBug(int major, int minor, int fixedMajor, int fixedMinor) {
        since = number(major, minor);
        until = number(fixedMajor, fixedMinor);
    }

    private static int number(int major, int minor) {
        return major * 10_000 + minor;
    }

    /** What happens, in a sentence. */
    public Message message() {
        return switch (this) {
            case MAPPING_SAYS_DONE -> Message.of("bug.mappingSaysDone");
            case FSDEV_SEVERAL_RANGES -> Message.of("bug.fsdevSeveralRanges");
            case FSDEV_STALE_MEMMAP -> Message.of("bug.fsdevStaleMemmap");
            case FSDEV_SPOILED_BY_FAILURE -> Message.of("bug.fsdevSpoiled");
            case FSDEV_MATCHES_BY_ITSELF -> Message.of("bug.fsdevMatches");
        };
    }

    /** {@link #message} in English. */
    public String words() {
        return message().english();
    }

    /** The bugs that a kernel of this release may have; none where the release is not understood. */
    public static List<KernelBug> of(String release) {
        Matcher matcher = RELEASE.matcher(release);
        if (!matcher.matches()) {
            return List.of();
        }
        int version = number(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
        return Arrays.stream(values())
                .filter(bug -> version >= bug.since && version < bug.until)
                .toList();
    }

    /** The bugs that a snapshot's kernel may have; none where its release could not be read. */
    public static List<KernelBug> of(Snapshot snapshot) {
        return snapshot.kernelRelease().value().map(KernelBug::of).orElse(List.of());
    }
}
