// SPDX-License-Identifier: Apache-2.0
package io.github.daxboard.doctor;

import io.github.daxboard.doctor.MachineFacts.Dkms;
import io.github.daxboard.doctor.MachineFacts.Module;
import io.github.daxboard.doctor.MachineFacts.Presence;
import io.github.daxboard.doctor.MachineFacts.Rights;
import io.github.daxboard.model.Errno;
import io.github.daxboard.model.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the facts. It opens files for reading and starts no program. */
public final class MachineReader {
    /** The modules that make dax regions, and those that give modes. */
    static final List<String> MODULES = List.of(
            "dax_hmem",
            "device_dax",
            "kmem",
            "fsdev_dax",
            "dax_pmem",
            "dax_cxl",
            "nd_pmem",
            "nfit",
            "cxl_acpi",
            "cxl_core",
            "cxl_mem",
            "cxl_pci",
            "cxl_port");

    /** Programs that ask for passwords, by /proc/PID/comm, which the kernel cuts to 15 characters. */
    private static final List<String> AGENTS = List.of(
            "gnome-shell",
            "polkit-gnome-au",
            "polkit-kde-auth",
            "polkit-mate-aut",
            "xfce-polkit",
            "lxpolkit",
            "lxqt-policykit-",
            "mate-polkit",
            "cinnamon",
            "budgie-polkit",
            "hyprpolkitagent",
            "soteria",
            "cosmic-osd",
            "deepin-polkit-a",
            "ukui-polkit",
            "polkit-dumb-age");

    private final Path root;
    private final Map<String, String> environment;
    private final boolean isRoot;

    private MachineReader(Path root, Map<String, String> environment, boolean isRoot) {
        this.root = root;
        this.environment = environment;
        this.isRoot = isRoot;
    }

    /** The facts of this machine. */
    public static MachineFacts read() {
        return read(Path.of("/"), System.getenv(), "root".equals(System.getProperty("user.name")));
    }

    /** The facts of a machine whose files lie below a folder. */
    static MachineFacts read(Path root, Map<String, String> environment, boolean isRoot) {
        return new MachineReader(root, environment, isRoot).facts();
    }

    private MachineFacts facts() {
        String release = text("proc/sys/kernel/osrelease").value().orElse("");
        Map<String, Module> modules = modules(release);
        return new MachineFacts(
                text("proc/cmdline"),
                lines(
                        "proc/iomem",
                        line -> line.substring(line.indexOf(" : ") + 3).strip()),
                names("sys/firmware/acpi/tables").map(TreeSet::new),
                exists("sys/firmware/efi"),
                secureBoot(),
                signedOnly(),
                modules,
                text("sys/module/dax_hmem/parameters/region_idle"),
                names("sys/bus/cxl/devices"),
                names("sys/bus/nd/devices"),
                names("dev")
                        .map(all -> all.stream()
                                .filter(name -> name.startsWith("dax"))
                                .collect(Collectors.toSet())),
                dkms(release),
                rights());
    }

    private Map<String, Module> modules(String release) {
        String folder = "lib/modules/" + release + "/";
        Set<String> loaded =
                lines("proc/modules", line -> line.split(" ", 2)[0]).value().orElse(Set.of());
        Set<String> builtin = lines(folder + "modules.builtin", MachineReader::moduleName)
                .value()
                .orElse(Set.of());
        Map<String, String> files = files(folder);
        Map<String, String> blacklist = blacklist();
        Map<String, Module> modules = new HashMap<>();
        for (String name : MODULES) {
            Presence presence = loaded.contains(name)
                    ? Presence.LOADED
                    : builtin.contains(name)
                            ? Presence.BUILTIN
                            : files.containsKey(name) ? Presence.LOADABLE : Presence.MISSING;
            modules.put(
                    name,
                    new Module(
                            presence,
                            Optional.ofNullable(files.get(name)).map(file -> "/" + folder + file),
                            Optional.ofNullable(blacklist.get(name))));
        }
        return modules;
    }

    private Map<String, String> files(String folder) {
        Map<String, String> files = new HashMap<>();
        for (String line : text(folder + "modules.dep").value().orElse("").split("\n", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                files.putIfAbsent(moduleName(line.substring(0, colon)), line.substring(0, colon));
            }
        }
        return files;
    }

    /** {@code kernel/drivers/dax/device_dax.ko.xz} is module device_dax; a dash in a file's name is an underscore. */
    private static String moduleName(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        int dot = name.indexOf('.');
        return (dot < 0 ? name : name.substring(0, dot)).replace('-', '_');
    }

    private Map<String, String> blacklist() {
        Map<String, String> found = new HashMap<>();
        for (String folder : List.of("etc/modprobe.d", "run/modprobe.d", "usr/lib/modprobe.d", "lib/modprobe.d")) {
            for (String file : names(folder).value().orElse(List.of())) {
                if (file.endsWith(".conf")) {
                    String path = folder + "/" + file;
                    text(path)
                            .value()
                            .orElse("")
                            .lines()
                            .forEach(line -> blacklisted(line)
                                    .ifPresent(name -> found.putIfAbsent(name, "/" + path + ": " + line.strip())));
                }
            }
        }
        return found;
    }

    /** The module that a line keeps from being loaded: by blacklist, or by a command that fails in its place. */
    private static Optional<String> blacklisted(String line) {
        String[] words = line.strip().split("\\s+", -1);
        boolean off = words.length >= 2
                && (words[0].equals("blacklist")
                        || (words[0].equals("install")
                                && words.length >= 3
                                && words[2].matches("/(usr/)?bin/(false|true)")));
        return off ? Optional.of(words[1].replace('-', '_')) : Optional.empty();
    }

    private Reading<Boolean> secureBoot() {
        // Documentation/filesystems/efivarfs.rst: four bytes of attributes, then the value.
        return bytes("sys/firmware/efi/efivars/SecureBoot-8be4df61-93ca-11d2-aa0d-00e098032b8c")
                .map(value -> value.length > 0 && value[value.length - 1] == 1);
    }

    private Reading<Boolean> signedOnly() {
        Reading<Boolean> enforced =
                text("sys/module/module/parameters/sig_enforce").map("Y"::equals);
        Reading<Boolean> locked = text("sys/kernel/security/lockdown")
                .map(text -> text.contains("[integrity]") || text.contains("[confidentiality]"));
        if (enforced.value().filter(yes -> yes).isPresent()
                || locked.value().filter(yes -> yes).isPresent()) {
            return Reading.of(true);
        }
        return enforced.value().isPresent() ? enforced : locked;
    }

    private Dkms dkms(String release) {
        Optional<String> source = names("usr/src").value().orElse(List.of()).stream()
                .filter(name -> name.startsWith("daxboard-fsdev-"))
                .max(String::compareTo);
        boolean built = Stream.of("updates/dkms", "updates", "extra")
                .map(folder -> names("lib/modules/" + release + "/" + folder))
                .flatMap(list -> list.value().orElse(List.of()).stream())
                .anyMatch(name -> name.startsWith("fsdev_dax.ko"));
        Optional<String> log = source.map(name ->
                        "var/lib/dkms/daxboard-fsdev/" + name.substring("daxboard-fsdev-".length()) + "/build/make.log")
                .filter(this::exists);
        boolean key = exists("var/lib/dkms/mok.pub");
        return new Dkms(
                exists("usr/sbin/dkms"),
                source.map(name -> "/usr/src/" + name),
                built,
                exists("lib/modules/" + release + "/build"),
                log.map(path -> "/" + path),
                key ? Optional.of("/var/lib/dkms/mok.pub") : Optional.empty(),
                key ? enrolled() : Reading.absent());
    }

    /** Whether the certificate stands among those that shim hands to the kernel. */
    private Reading<Boolean> enrolled() {
        return bytes("var/lib/dkms/mok.pub")
                .flatMap(key -> bytes("sys/firmware/efi/efivars/MokListRT-605dab50-e046-4300-abb6-3dd810dd8b23")
                        .map(list -> contains(list, key)));
    }

    private static boolean contains(byte[] list, byte[] key) {
        String within = new String(list, StandardCharsets.ISO_8859_1);
        return key.length > 0 && within.contains(new String(key, StandardCharsets.ISO_8859_1));
    }

    private Rights rights() {
        return new Rights(
                isRoot,
                exists("usr/bin/daxboard-helper"),
                exists("usr/share/polkit-1/actions/io.github.daxboard.policy"),
                exists("usr/bin/pkexec"),
                exists("usr/lib/polkit-1/polkitd")
                        || exists("usr/libexec/polkitd")
                        || exists("usr/libexec/polkit-1/polkitd"),
                !environment.getOrDefault("WAYLAND_DISPLAY", "").isEmpty()
                        || !environment.getOrDefault("DISPLAY", "").isEmpty(),
                agent());
    }

    private Optional<String> agent() {
        Pattern process = Pattern.compile("[1-9]\\d*");
        return names("proc").value().orElse(List.of()).stream()
                .filter(name -> process.matcher(name).matches())
                .flatMap(pid -> text("proc/" + pid + "/comm").value().stream())
                .filter(AGENTS::contains)
                .findFirst();
    }

    private boolean exists(String path) {
        return Files.exists(root.resolve(path));
    }

    private Reading<String> text(String path) {
        return read(path, file -> new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip());
    }

    private Reading<byte[]> bytes(String path) {
        return read(path, Files::readAllBytes);
    }

    private Reading<Set<String>> lines(String path, Function<String, String> part) {
        return text(path).map(text -> text.lines().map(part).collect(Collectors.toCollection(TreeSet::new)));
    }

    private Reading<List<String>> names(String folder) {
        return read(folder, path -> {
            List<String> names = new ArrayList<>();
            try (Stream<Path> files = Files.list(path)) {
                files.map(file -> String.valueOf(file.getFileName())).sorted().forEach(names::add);
            }
            return names;
        });
    }

    @FunctionalInterface
    private interface Read<T> {
        T from(Path file) throws IOException;
    }

    private <T> Reading<T> read(String path, Read<T> how) {
        try {
            return Reading.of(how.from(root.resolve(path)));
        } catch (NoSuchFileException e) {
            return Reading.absent();
        } catch (AccessDeniedException e) {
            return new Reading.Denied<>(Errno.EACCES);
        } catch (IOException e) {
            return new Reading.Unreadable<>(Errno.EIO);
        }
    }
}
