# SPDX-License-Identifier: Apache-2.0
"""Starts programs in a root file system, turn by turn, and prints how they compare. See bench/start.

A window counts as painted at the first moment at which the screen is within one in a hundred pixels of what it comes to rest
at. The screen is Xvfb's own memory, which costs nothing to look at, so every program is measured in the same way, from
outside, from the start of its process.
"""
import mmap
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import time

ROOT, ROUNDS = sys.argv[1], int(sys.argv[2])
ENV = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/root"}
RUNTIME = "/usr/lib/daxboard/lib/runtime/bin/java"
BARE = ["-XX:-UsePerfData", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx512m", "--enable-native-access=javafx.graphics", "-cp", "/opt/bare/bare.jar", "BareWindow"]
REST = 1.2  # seconds without a change: at rest
TREE = b'{"v":2,"ask":"tree"}\n'


def spawn(command, **more):
    env = dict(ENV, **more.pop("env", {}))
    return subprocess.Popen(["chroot", ROOT, *command], env=env, start_new_session=True, **more)


def run(command, env=None):
    """Seconds from the start to the end, and the most memory that it had, in MiB."""
    began = time.monotonic()
    process = spawn(command, env=env or {}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return time.monotonic() - began, usage.ru_maxrss / 1024


def pss(pid):
    """What a process and its children take, shared pages counted by their share, in MiB."""
    total = 0
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            with open(f"/proc/{entry}/stat") as stat:
                fields = stat.read().rsplit(")", 1)[1].split()
            if int(fields[3]) != pid:  # the session that spawn() began
                continue
            with open(f"/proc/{entry}/smaps_rollup") as rollup:
                total += sum(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
        except (OSError, IndexError):
            pass
    return total / 1024


class Screen:
    """An X server whose screen is a file."""

    def __init__(self):
        self.folder = tempfile.TemporaryDirectory()
        readable, writable = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writable), "-screen", "0", "1600x1000x24", "-nolisten", "tcp", "-fbdir", self.folder.name],
            pass_fds=[writable], stderr=subprocess.DEVNULL)
        os.close(writable)
        with os.fdopen(readable) as display:
            self.display = ":" + display.readline().strip()
        # The server's socket is looked for where the root's programs look.
        with open(os.path.join(self.folder.name, "Xvfb_screen0"), "rb") as file:
            self.memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)

    def sample(self):
        """Every 61st pixel's green."""
        return self.memory[3233:: 4 * 61]

    def close(self):
        self.server.terminate()
        self.server.wait()


def painted(command, patience=15):
    """Seconds from the start of a command to its painted window, and its memory then. GParted never rests: it looks for disks."""
    screen = Screen()
    empty = screen.sample()
    began = time.monotonic()
    process = spawn(command, env={"DISPLAY": screen.display}, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    pictures = [(0.0, empty)]
    try:
        while time.monotonic() - began < patience:
            now = time.monotonic() - began
            picture = screen.sample()
            if picture != pictures[-1][1]:
                pictures.append((now, picture))
            elif len(pictures) > 1 and now - pictures[-1][0] > REST:
                break
            time.sleep(0.004)
        memory = pss(process.pid)
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        screen.close()
    final = pictures[-1][1]
    for when, picture in pictures[1:]:
        if sum(a != b for a, b in zip(picture, final)) * 100 < len(final):
            return when, memory
    raise SystemExit(f"nothing was painted by: {' '.join(command)}")


def helper_answers():
    """Seconds from the start of the helper to its greeting, and to the end of its first tree."""
    began = time.monotonic()
    process = spawn(["daxboard-helper", "view"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    process.stdout.readline()
    greeted = time.monotonic() - began
    memory = pss(process.pid)
    process.stdin.close()
    process.wait()
    return greeted, memory


def weight(name):
    """A median. What a command takes is counted from the fork on, when it still has all of this program's."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 if name in commands else 0
    median = statistics.median(memory[name])
    return f"{median:.0f}" if median > own else f"at most {own:.0f}"


def spread(values):
    return f"{min(values):.2f}, **{statistics.median(values):.2f}**, {max(values):.2f}"


windows = {
    "Daxboard, the demo's board": ["daxboard", "--host", "demo"],
    "bare JavaFX window, with a start cache": [RUNTIME, "-XX:AOTCache=/opt/bare/bare.aot", *BARE],
    "bare JavaFX window, without": [RUNTIME, *BARE],
    "lstopo": ["lstopo"],
    "GParted": ["gparted"],
}
commands = {
    "daxboard list": ["daxboard", "list"],
    "daxboard list --host demo": ["daxboard", "list", "--host", "demo"],
    "java -version": ["/opt/jdk/bin/java", "-version"],
    "daxctl list": ["daxctl", "list"],
}

screen = Screen()
learned = spawn([RUNTIME, "-XX:AOTCacheOutput=/opt/bare/bare.aot", *BARE, "and end"], env={"DISPLAY": screen.display},
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).wait()
screen.close()
if learned != 0:
    raise SystemExit("the bare window did not run")

times = {name: [] for name in [*windows, *commands, "the helper's greeting"]}
memory = {name: [] for name in times}
for turn in range(ROUNDS + 1):
    for name, command in windows.items():
        seconds, mebibytes = painted(command)
        times[name].append(seconds)
        memory[name].append(mebibytes)
    for name, command in commands.items():
        seconds, mebibytes = run(command)
        times[name].append(seconds)
        memory[name].append(mebibytes)
    seconds, mebibytes = helper_answers()
    times["the helper's greeting"].append(seconds)
    memory["the helper's greeting"].append(mebibytes)
    if turn == 0:  # reads what is not in memory yet
        for values in [*times.values(), *memory.values()]:
            values.clear()
    print(f"round {turn} of {ROUNDS}", file=sys.stderr)

print(f"{ROUNDS} rounds; lowest, **median**, highest.\n")
print("| | seconds | MiB |\n|---|---|---|")
for name in times:
    print(f"| {name} | {spread(times[name])} | {weight(name)} |")
print("\n| ratio, within a round | |\n|---|---|")
for over, under in [
        ("Daxboard, the demo's board", "bare JavaFX window, with a start cache"),
        ("Daxboard, the demo's board", "bare JavaFX window, without"),
        ("Daxboard, the demo's board", "lstopo"),
        ("Daxboard, the demo's board", "GParted"),
        ("daxboard list", "java -version"),
        ("daxboard list", "daxctl list"),
        ("daxboard list --host demo", "java -version"),
        ("the helper's greeting", "java -version")]:
    print(f"| {over}, to {under} | {spread([a / b for a, b in zip(times[over], times[under])])} |")
