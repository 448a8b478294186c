// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.doctor;

import io.github.daxboard.model.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What is read of the machine that the program runs on, beside its snapshot.
 *
 * @param commandLine /proc/cmdline
 * @param iomemNames the names in /proc/iomem, which every user may read; their addresses only root
 * @param acpiTables the names in /sys/firmware/acpi/tables
 * @param efi whether the machine booted by EFI
 * @param secureBoot whether Secure Boot is on
 * @param signedOnly whether the kernel loads only modules that are signed with a key that it trusts: lockdown or sig_enforce
 * @param modules by name; only those that matter here
 * @param regionIdle the parameter region_idle of dax_hmem
 * @param cxlDevices what the cxl bus lists
 * @param ndDevices what the nd bus lists
 * @param daxNodes the names in /dev of dax devices, by which programs open them
 * @param dkms what dkms has of fsdev_dax
 * @param rights how changes get root
 */
public record MachineFacts(
        Reading<String> commandLine,
        Reading<Set<String>> iomemNames,
        Reading<Set<String>> acpiTables,
        boolean efi,
        Reading<Boolean> secureBoot,
        Reading<Boolean> signedOnly,
        Map<String, Module> modules,
        Reading<String> regionIdle,
        Reading<List<String>> cxlDevices,
        Reading<List<String>> ndDevices,
        Reading<Set<String>> daxNodes,
        Dkms dkms,
        Rights rights) {
    public MachineFacts {
        modules = Map.copyOf(modules);
    }

    /** A module as far as it can be had; missing where nothing is known of it. */
    public Module module(String name) {
        return modules.getOrDefault(name, Module.MISSING);
    }

    /**
     * A module of the running kernel's.
     *
     * @param presence whether it can be had
     * @param file where it lies, where it is a file
     * @param blacklist the line of modprobe's settings that keeps it from being loaded, with its file
     */
    public record Module(Presence presence, Optional<String> file, Optional<String> blacklist) {
        public static final Module MISSING = new Module(Presence.MISSING, Optional.empty(), Optional.empty());
    }

    /** Whether a module can be had. */
    public enum Presence {
        LOADED,
        BUILTIN,
        LOADABLE,
        MISSING
    }

    /**
     * What dkms has of fsdev_dax.
     *
     * @param installed whether dkms is there
     * @param source where the driver's source lies
     * @param built whether it was built for the running kernel
     * @param headers whether the running kernel's headers are there
     * @param log the log of a build that failed
     * @param key the public half of the key that dkms signs with
     * @param keyEnrolled whether the firmware has that key
     */
    public record Dkms(
            boolean installed,
            Optional<String> source,
            boolean built,
            boolean headers,
            Optional<String> log,
            Optional<String> key,
            Reading<Boolean> keyEnrolled) {}

    /**
     * How changes get root.
     *
     * @param root whether this process is root's
     * @param helper whether the helper is installed where the policy names it
     * @param policy whether the policy is installed
     * @param pkexec whether pkexec is there
     * @param polkit whether polkit's service is installed
     * @param session whether there is a desktop session, where an agent can ask
     * @param agent the program that asks for passwords in it
     */
    public record Rights(
            boolean root,
            boolean helper,
            boolean policy,
            boolean pkexec,
            boolean polkit,
            boolean session,
            Optional<String> agent) {}
}
