# SPDX-License-Identifier: GPL-2.0-only
"""Round trips: a device leaves devdax mode, comes by fsdev mode, system-ram mode and no driver at all, and is back. Their
number is TRIPS (1000), and SEED repeats the way of an earlier run.

What adds up over many of them: memory that isn't given back, references to modules that aren't dropped, pages and data that
a switch leaves otherwise than it found them."""
import collections
import contextlib
import glob
import os
import random
import re
import time

import inside
from dax import (DEVDAX, FSDEV, KMEM, PAGE, KernelLog, drivers, has_marks, load, memory_blocks, must, of, offline,
                 opened, read, set_meanwhile, switch, unbind, unload, write_marks)
from tap import fact, same

TRIPS = int(os.environ.get('TRIPS') or 1000)
SEED = int(os.environ.get('SEED') or time.time())
FIRST = 20                  # trips before anything is counted: caches fill, lists grow to their size
# Every so many trips: one of the static device; a look at the pages of both; memory of both online.
STATIC, LOOK, ONLINE = 5, 50, 100
# Of so many lots of so many trips one is without haste.
LOTS, LOT = 10, 20
# What grew is a leak only if it goes on growing over so many more looks, with more trips before each.
MORE_LOOKS = 5
MEMORY = 'memory in use for nothing known'
KNOWN = ('MemFree', 'Active', 'Inactive', 'Unevictable', 'Slab', 'KernelStack', 'PageTables', 'Percpu', 'VmallocUsed')


# ---- what must not grow ----

def objects():
    """How many objects of each kind the kernel has, when what it only keeps for later is gone. The files are open before:
    the slab that a processor last took an object from counts as full, so the measuring itself must take none."""
    must(3, '/proc/sys/vm/drop_caches')
    with contextlib.ExitStack() as files:
        shrinks = [files.enter_context(opened(path, os.O_WRONLY)) for path in glob.glob('/sys/kernel/slab/*/shrink')]
        slabinfo = files.enter_context(open('/proc/slabinfo'))
        for fd in shrinks:
            os.write(fd, b'1')
        return collections.Counter({line.split()[0]: int(line.split()[1]) for line in list(slabinfo)[2:]})


class Stock:
    """The memory and the modules' references at one moment, with all that is only kept for later use given back."""

    def __init__(self):
        must(1, '/proc/sys/vm/compact_memory')
        self.objects = objects()
        for _ in range(4):      # not all goes at once, and others may be at work
            self.objects &= objects()
        must(1, '/proc/sys/vm/stat_refresh')        # processors add their counts up now and then; now
        with open('/proc/zoneinfo') as file:
            waiting = sum(map(int, re.findall(r'^ +count: +(\d+)$', file.read(), re.M)))     # pages in processors' lists
        with open('/proc/meminfo') as file:
            kib = {line.split(':')[0]: int(line.split()[1]) for line in file}
        self.free = kib['MemFree'] + waiting * PAGE // 1024
        self.slab = kib['SUnreclaim']
        self.unknown = kib['MemTotal'] - waiting * PAGE // 1024 - sum(kib[name] for name in KNOWN)
        self.references = {path.split('/')[3]: int(read(path)) for path in glob.glob('/sys/module/*/refcnt')}

    def growth(self, before):
        """The caches that have more objects than before, most grown first."""
        return (self.objects - before.objects).most_common()

    def grown(self, before, rounds):
        """What has one more for each of so many rounds: caches by name, and memory in use for nothing known by the page."""
        names = {name for name, grew in self.growth(before) if grew >= rounds}
        return names | ({MEMORY} if self.unknown - before.unknown >= rounds * PAGE // 1024 else set())


def leaks(before, after, rounds, more, more_rounds):
    """What grows with the number of rounds. One reading proves nothing: SLUB counts the slab that a processor last took
    an object from as full, and one of kmalloc-8 holds 512. A leak goes on growing when more() makes more rounds; noise does
    not."""
    suspects = after.grown(before, rounds)
    for _ in range(MORE_LOOKS):
        if not suspects:
            break
        print(f'# looked at once more: {", ".join(sorted(suspects))}', flush=True)
        before = after
        more()
        after = Stock()
        suspects &= after.grown(before, more_rounds)
    return suspects


@contextlib.contextmanager
def quick():
    """Without long waits for RCU's readers, of which a trip has ten."""
    with set_meanwhile(1, '/sys/kernel/rcu_expedited'), \
            set_meanwhile(0, '/sys/module/rcutree/parameters/jiffies_till_first_fqs'):
        yield


# ---- the trips ----

class Walk:
    def __init__(self, dynamic, static):
        self.dynamic, self.static = dynamic, static
        self.random = random.Random(SEED)
        self.home = drivers()
        self.marks = {}
        self.log = KernelLog()
        self.count = 0
        self.seen = collections.Counter()

    def visit(self, device, driver):
        """One stop, read back: the device is where it should be and every other one at home."""
        unbind(device) if driver is None else switch(device, driver)
        same(drivers(), {**self.home, device: driver}, 'the bus')
        self.seen[driver] += 1

    def trip(self):
        self.count += 1
        device = self.static if self.count % STATIC == 0 else self.dynamic
        self.look_in_devdax(device)
        stops = [FSDEV, KMEM, None]
        self.random.shuffle(stops)
        for stop in stops:
            self.visit(device, stop)
            if stop == FSDEV:
                same(read(of(device, 'fsdev/folio_order')), '0', 'folio order')
                self.look_in_fsdev(device)
            if stop == KMEM:
                self.look_in_ram(device)
        self.visit(device, DEVDAX)

    def look_in_devdax(self, device):
        if self.marks.get(device):
            assert has_marks(device, self.marks[device]), f'the data of {device} changed'
            self.seen['marks'] += 1
            self.marks[device] = None
        elif self.count % 5 in (0, 1):
            self.marks[device] = f'trip {self.count}'
            write_marks(device, self.marks[device])

    def look_in_fsdev(self, device):
        if inside.TESTER and self.count % LOOK in (0, 1):
            count = inside.pages_of(device)
            inside.target(device)
            same(inside.ask('pages'), f'type 3 shift 0 ops 1 owner 1 pages {count} heads 0 tails 0 files 0 used 0', device)
            self.seen['pages'] += 1

    def look_in_ram(self, device):
        blocks = memory_blocks(device)
        assert blocks, f'{device} has no memory blocks'
        same({read(block) for block in blocks}, {'offline'}, 'blocks')
        if self.count % ONLINE in (0, 1):
            must('online_movable', self.random.choice(blocks))
            offline(device)
            self.marks[device] = None       # the kernel may have used it
            self.seen['online'] += 1

    def go(self, trips):
        """Most of the trips in haste, and some with the kernel's usual patience."""
        end = self.count + trips
        while self.count < end:
            patient = self.count // LOT % LOTS == 0
            with contextlib.nullcontext() if patient else quick():
                for _ in range(min(LOT, end - self.count)):
                    self.trip()
                    KernelLog.keep()


def facts(dynamic, static):
    print(f'# TRIPS={TRIPS} SEED={SEED}', flush=True)
    load(KMEM)
    size = read(of(dynamic, 'size'))
    block = int(read('/sys/devices/system/memory/block_size_bytes'), 16)
    unbind(dynamic)
    must(block, of(dynamic, 'size'))        # the less memory, the more trips
    switch(dynamic, DEVDAX)
    if inside.TESTER:
        inside.start_tester()
    else:
        print('# FSDEV_TESTER names no module: the pages are not looked at')
    try:
        trips(Walk(dynamic, static))
    finally:
        unbind(dynamic)
        must(size, of(dynamic, 'size'))
        unload(KMEM)


def trips(walk):
    before = None
    with fact(f'{TRIPS} round trips from devdax over fsdev, system-ram and no driver in any order'):
        try:
            walk.go(FIRST)
            before, started = Stock(), time.monotonic()
            walk.go(TRIPS)
        finally:
            print(f'# trip {walk.count}: {dict(walk.seen)}')
    if not before or walk.count < FIRST + TRIPS:
        return          # that fact has failed, and there is nothing to compare
    took, after = time.monotonic() - started, Stock()
    print(f'# {took:.0f} s, {took / TRIPS * 1000:.0f} ms each')
    with fact('the kernel warned of nothing on the way'):
        same(walk.log.warnings(), [])
    print(f'# unreclaimable slab: {before.slab} KiB before, {after.slab} after; most grown:',
          ', '.join(f'{name} {grew:+}' for name, grew in after.growth(before)[:5]))
    print(f'# free with the lists of the processors: {before.free} KiB before, {after.free} after;'
          f' in use for nothing known: {before.unknown} before, {after.unknown} after')
    lot = max(TRIPS // 4, LOT)
    lost = leaks(before, after, max(TRIPS // 8, 64), lambda: walk.go(lot), max(lot // 8, 4))
    with fact('no kind of kernel object has one more for every eighth trip'):
        same(lost - {MEMORY}, set())
    with fact('memory did not shrink by a page for every eighth trip'):
        same(lost & {MEMORY}, set())
    with fact('no module gained or lost a reference'):
        changed = {name for name, count in after.references.items() if count != before.references.get(name)}
        same({name: after.references[name] for name in changed}, {name: before.references.get(name) for name in changed})
