# SPDX-License-Identifier: Apache-2.0
"""signal_at.py SIGNAL STATE...: sends a signal to the helper that takes the lock next, as soon as dax0.1 has come through
these states one after the other, and says its pid. A state is the driver's name and how many of the blocks 36 and 37 are
online, such as "kmem 1". The end of its input ends it."""

import os
import select
import signal
import sys

LOCK = "/run/daxboard.lock"
DRIVER = "/sys/bus/dax/devices/dax0.1/driver"
BLOCKS = ["/sys/devices/system/memory/memory%d/state" % block for block in (36, 37)]


def read(path):
    try:
        with open(path) as file:
            return file.read().strip()
    except OSError:
        return ""


def state():
    try:
        driver = os.path.basename(os.readlink(DRIVER))
    except OSError:
        driver = "none"
    return "%s %d" % (driver, [read(block) for block in BLOCKS].count("online"))


def wait(seconds):
    if select.select([sys.stdin], [], [], seconds)[0]:
        sys.exit("it did not come to that; dax0.1 is " + state())


last = read(LOCK)
print("ready", flush=True)
# Seldom while the helper starts, for the machine's sake; then all the time: there are few milliseconds between two writes.
while read(LOCK) in ("", last):
    wait(0.02)
pid = int(read(LOCK))
for wanted in sys.argv[2:]:
    while state() != wanted:
        wait(0)
os.kill(pid, signal.Signals["SIG" + sys.argv[1]])
print(pid, flush=True)
