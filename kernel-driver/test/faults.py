# SPDX-License-Identifier: GPL-2.0-only
"""A bind that fails at each of its steps: nothing is left behind. The failures come from a build of the driver for this test
alone (faults.h), and, where the kernel can fail its own allocations, from there."""
import collections
import contextlib
import os
import re

from dax import (BUS, DEVDAX, FSDEV, KernelLog, device_of_two_ranges, driver_of, is_static, load, must, name_of, of, put,
                 ranges_in_iomem, read, switch, unbind, unload, write_marks)
from inside import IDLE, ask, target
from tap import fact, same
from trips import Stock, leaks, quick

FAULTY = os.environ.get('FSDEV_FAULTY')
FOLDER = f'{BUS}/drivers/{FSDEV}'
FAIL_AT = f'/sys/module/{FSDEV}/parameters/fail_at'
FAIL_NTH = '/proc/thread-self/fail-nth'
# Over so many rounds, so many objects of one kind more are a leak: each round fails once at each step.
ROUNDS = 40

# What a debug kernel's own book-keeping takes and keeps for later.
KEPT = {'debug_objects_cache'}
# arch/x86/mm/init_64.c, add_pages: the kernel warns once when memory cannot be added, and is right to return the error.
STOCK = r'at add_pages\+0x'


@contextlib.contextmanager
def faulty():
    same(name_of(unload()), 'ok', 'unload')
    load(FSDEV, FAULTY)
    try:
        yield
    finally:
        same(name_of(unload()), 'ok', 'unload')
        load()


def clean(device, before):
    """Nothing is left of a bind: neither on the device nor in its page map, nor a range or a reference."""
    same(driver_of(device), None)
    same(ask('state'), IDLE.format(int(is_static(device))))
    if is_static(device):
        same(ask('pages').split(' pages')[0], before, 'the page map')
    same(ranges_in_iomem(device), 0, 'ranges in /proc/iomem')
    same(read(f'/sys/module/{FSDEV}/refcnt'), '0', 'references of the module')
    same(os.path.exists(of(device, 'fsdev')), False, 'fsdev/')


def page_map_of(device):
    """What device_dax makes of it, which is what must be there again."""
    switch(device, DEVDAX)
    target(device)
    unbind(device)
    return ask('pages').split(' pages')[0]


@contextlib.contextmanager
def listed(device):
    """The device is free, and its name is in new_id: each bind is one probe."""
    unbind(device)
    must(device, f'{FOLDER}/new_id')        # and binds it
    must(device, f'{FOLDER}/unbind')
    try:
        yield
    finally:
        must(device, f'{FOLDER}/remove_id')


def failing(device, step):
    """A bind that fails at that step; its errno, or 0 when there is no such step."""
    must(step, FAIL_AT)
    code = put(device, f'{FOLDER}/bind')
    left = int(read(FAIL_AT))
    must(0, FAIL_AT)
    assert bool(code) != bool(left), f'step {step}: {name_of(code)} with {left} left to count'
    return code


def each_step(device, wanted, before):
    codes = []
    with listed(device):
        while code := failing(device, len(codes) + 1):
            codes.append(name_of(code))
            clean(device, before)
        unbind(device)
    same(codes, wanted, 'errnos')


def next_binds(device, count):
    for step in range(1, count + 1):
        with listed(device):
            failing(device, step)
            same(name_of(put(device, f'{FOLDER}/bind')), 'ok', f'bind after step {step}')
            must(device, f'{FOLDER}/unbind')
            failing(device, step)
        switch(device, DEVDAX)
        write_marks(device, f'step {step}')


def at_each_step(device, wanted):
    before = page_map_of(device)
    with faulty():
        with fact(f'{device}: a bind fails at each of its {len(wanted)} steps with that errno, and leaves nothing'):
            each_step(device, wanted, before)
        with fact(f"{device}: after a failure at any step the next bind works, and device_dax's too"):
            next_binds(device, len(wanted))


def one_device(device):
    # what it keeps, its page map (of a static device: how to give it back), the range, the pages; then the ways back from
    # pages and operations, the cdev and its place, the way back from it, and from being alive
    at_each_step(device, ['ENOMEM', 'ENOMEM', 'EBUSY', 'ENOMEM', 'ENOMEM', 'ENOMEM', 'ENOMEM', 'ENOMEM', 'ENOMEM', 'ENOMEM'])


def two_ranges(neighbour):
    with device_of_two_ranges(neighbour) as (device, _):
        at_each_step(device, ['ENOMEM', 'ENOMEM', 'EBUSY', 'EBUSY'] + ['ENOMEM'] * 7)


def no_leak(neighbour):
    with device_of_two_ranges(neighbour) as (device, _), faulty(), quick(), listed(device):
        with fact(f'{device}: {ROUNDS} failures at each step lose no memory and no object of the kernel'):
            fail_each(device, 4)
            before = Stock()
            fail_each(device, ROUNDS)
            lost = leaks(before, Stock(), ROUNDS, lambda: fail_each(device, ROUNDS), ROUNDS)
            same(lost - KEPT, set(), 'what grows with each round')


def fail_each(device, rounds):
    for _ in range(rounds):
        for step in range(1, 12):
            assert failing(device, step), f'there is no step {step}'
        KernelLog.keep()


def allocations(neighbour):
    """Each allocation in turn that the kernel makes for a bind, the driver's own and all below it.

    Ranges of 2 MiB are small enough to be made in one piece. Of a larger one, the stock kernel keeps the first pieces when
    there is no memory for the next one (__add_pages does not go back), and no driver can bind the device any more."""
    if not os.path.exists(FAIL_NTH):
        print("# this kernel cannot fail its allocations: only the driver's own steps were failed")
        return
    for kind in ('failslab', 'fail_page_alloc'):
        must('N', f'/sys/kernel/debug/{kind}/ignore-gfp-wait')
        must(0, f'/sys/kernel/debug/{kind}/verbose')
    must(0, '/sys/kernel/debug/fail_page_alloc/min-order')
    with device_of_two_ranges(neighbour) as (device, _):
        before = page_map_of(device)
        with fact(f'{device}: each allocation of a bind fails once: the bind is refused or works all the same, and leaves '
                  'nothing'), listed(device), KernelLog.aside() as said:
            ends, left = collections.Counter(), 0
            while not left:
                code, left = bind_failing(device, ends.total() + 1)
                ends[name_of(code)] += 1
                if not code:
                    must(device, f'{FOLDER}/unbind')
                clean(device, before)
                KernelLog.keep()
            print(f'# {ends.total() - 1} allocations: {dict(ends)}')
            # A range that cannot be noted down for want of memory the kernel calls busy.
            assert set(ends) == {'ENOMEM', 'EBUSY', 'ok'} and ends['ENOMEM'] > 8, f'not as expected: {dict(ends)}'
        with fact(f'{device}: of failed allocations the kernel says where, and nothing worse'):
            worse = [line for line in said if re.search('BUG|WARNING|KASAN|INFO:|possible', line)]
            same([line for line in worse if not re.search(STOCK, line)], [])
        switch(device, DEVDAX)


def bind_failing(device, number):
    """A bind whose allocation of that number fails: its errno, and how far from that number it ended."""
    fd, nth = os.open(f'{FOLDER}/bind', os.O_WRONLY), os.open(FAIL_NTH, os.O_RDWR)
    try:
        code = 0
        os.write(nth, str(number).encode())
        try:
            os.write(fd, device.encode())
        except OSError as error:
            code = error.errno
        left = int(os.pread(nth, 16, 0))
        os.write(nth, b'0')
        return code, left
    finally:
        os.close(fd)
        os.close(nth)
