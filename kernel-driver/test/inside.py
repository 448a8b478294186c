# SPDX-License-Identifier: GPL-2.0-only
"""What a file system sees of a device, through the module of test/tester; and a device of many ranges."""
import mmap
import os
import subprocess
import time

from dax import (BUS, DEVDAX, FSDEV, MIB, PAGE, await_that, bind, device_of_two_ranges, driver_of, has_marks, is_static,
                 loaded, must, name_of, node, of, opened, put, ranges_in_iomem, read, run, switch, unbind, unload, write_marks)
from tap import fact, same

TESTER = os.environ.get('FSDEV_TESTER')
DOOR = '/sys/kernel/debug/fsdev_tester'
IDLE = 'alive 0 ops 0 pgmap {} holder 0'


def ask(command):
    """One command to the tester; its answer, or the errno that it refused with."""
    code = put(command, DOOR)
    return read(DOOR) if code == 0 else name_of(code)


def target(device):
    """The tester takes a device by opening it, so it must be bound."""
    same(ask(f'target {node(device)}'), device, 'target')


def pages_of(device):
    return int(read(of(device, 'size'))) // PAGE


def start_of(device):
    return int(read(of(device, 'resource')), 16)


def byte_at(device, page):
    with opened(node(device)) as fd, mmap.mmap(fd, int(read(of(device, 'size')))) as memory:
        return memory[page * PAGE]


def start_tester():
    if not loaded('fsdev_tester'):
        same(run('insmod', TESTER).returncode, 0, 'insmod fsdev_tester')


def end_tester():
    same(name_of(unload('fsdev_tester')), 'ok', 'unload fsdev_tester')


def two_ranges(neighbour):
    with device_of_two_ranges(neighbour) as (device, starts):
        with fact(f'{device}: two ranges with a gap bind as one device, and the data stays'):
            switch(device, DEVDAX)
            write_marks(device, 'two ranges')
            switch(device, FSDEV)
            same(ranges_in_iomem(device), 2, 'ranges in /proc/iomem')
            same(read(of(device, 'fsdev/folio_order')), '0', 'folio order')
            switch(device, DEVDAX)
            assert has_marks(device, 'two ranges'), 'the data changed'
        with fact(f'{device}: a range that is added while bound counts from the next bind on'):
            switch(device, FSDEV)
            must(f'{starts[0] + 2 * MIB:x}-{starts[0] + 4 * MIB - 1:x}', of(device, 'mapping'))
            same(ranges_in_iomem(device), 2, 'ranges in /proc/iomem')
            switch(device, DEVDAX)
            switch(device, FSDEV)
            same(ranges_in_iomem(device), 3, 'ranges in /proc/iomem')


def page_state(device):
    count, static = pages_of(device), is_static(device)
    with fact(f'{device}: every page is an FS_DAX page of order 0, of no file, idle'):
        switch(device, DEVDAX)
        target(device)
        before = ask('pages')
        assert ' heads 0 ' not in before, f'device_dax made no folios to test against: {before}'
        switch(device, FSDEV)
        target(device)
        same(ask('pages'), f'type 3 shift 0 ops 1 owner 1 pages {count} heads 0 tails 0 files 0 used 0')
        same(ask('state'), 'alive 1 ops 1 pgmap 1 holder 0')
    with fact(f'{device}: unbind takes back operations{" and gives the page map back as it was" if static else ", page map"}'):
        unbind(device)
        same(ask('state'), IDLE.format(int(static)))
        if static:
            same(ask('pages').split(' pages')[0], before.split(' pages')[0], 'the page map')
            same(before.split(' pages')[0], 'type 4 shift 9 ops 0 owner 0', 'what device_dax made of it')
    with fact(f'{device}: and device_dax makes the pages that it made before'):
        switch(device, DEVDAX)
        same(ask('pages').split(' files')[0], before.split(' files')[0])


def reach(device):
    count, pfn = pages_of(device), start_of(device) // PAGE
    switch(device, FSDEV)
    target(device)
    with fact(f'{device}: direct_access reaches first and last page, stops at the end and knows what lies behind'):
        same(ask('access 0 10'), f'10 pfn {pfn:x} address 1 page 1', 'first')
        same(ask(f'access 0 {count * 2}'), f'{count} pfn {pfn:x} address 1 page 1', 'more than all')
        same(ask(f'access {count - 1} 10'), f'1 pfn {pfn + count - 1:x} address 1 page 1', 'last')
        same(ask(f'access {count} 1'), '-34', 'behind the end')      # ERANGE
    with fact(f'{device}: what a file system writes, zeroes and recovers is what a program finds'):
        for page, byte in ((0, 17), (1, 34), (count - 1, 51)):
            same(ask(f'fill {page} {byte}'), 'ok')
        same(ask('fill 2 68'), 'ok')
        same(ask('fill 3 85'), 'ok')
        same(ask('zero 1'), '0', 'zero')
        same(ask(f'zero {count}'), '-34', 'zero behind the end')
        same(ask('recover 2 0 4096'), '4096', 'recover')
        same(ask('recover 3 100 200'), '200', 'recover within a page')
        same(ask('peek 3'), '85', 'the byte before')
        same(ask(f'recover {count - 1} 96 5000'), '4000', 'recover over the end')
        switch(device, DEVDAX)
        same([byte_at(device, page) for page in (0, 1, 2, 3, count - 1)], [17, 0, ord('r'), 85, 51])
    with fact(f'{device}: without fsdev_dax there is no way in'):
        unbind(device)
        same(ask('access 0 1'), '-6')       # ENXIO


def many_ranges(neighbour):
    with device_of_two_ranges(neighbour) as (device, (first, second)):
        switch(device, FSDEV)
        target(device)
        pages = 2 * MIB // PAGE
        with fact(f'{device}: direct_access stops at the end of a range and finds the next one'):
            same(ask('access 0 10000'), f'{pages} pfn {first // PAGE:x} address 1 page 1')
            same(ask(f'access {pages - 1} 2'), f'1 pfn {first // PAGE + pages - 1:x} address 1 page 1')
            same(ask(f'access {pages} 10000'), f'{pages} pfn {second // PAGE:x} address 1 page 1')
            same(ask(f'access {2 * pages} 1'), '-34')
        with fact(f'{device}: what a program wrote in each range a file system reads there, and the other way round'):
            switch(device, DEVDAX)
            with opened(node(device)) as fd, mmap.mmap(fd, 2 * pages * PAGE) as memory:
                for page in (0, pages - 1, pages, 2 * pages - 1):
                    memory[page * PAGE] = page % 251 + 1
            switch(device, FSDEV)
            for page in (0, pages - 1, pages, 2 * pages - 1):
                same(ask(f'peek {page}'), str(page % 251 + 1), f'page {page}')
                same(ask(f'fill {page} {page % 241 + 2}'), 'ok')
            same(ask(f'zero {pages}'), '0')
            switch(device, DEVDAX)
            same([byte_at(device, page) for page in (0, pages - 1, pages, 2 * pages - 1)],
                 [2, (pages - 1) % 241 + 2, 0, (2 * pages - 1) % 241 + 2])
            switch(device, FSDEV)
        with fact(f'{device}: a failure in the second range is told at its place in the device'):
            same(ask(f'fail {first // PAGE + 3} 1'), 'unheld -95 held 3000+1000 0')      # EOPNOTSUPP
            same(ask(f'fail {second // PAGE} 1'), f'unheld -95 held {2 * MIB:x}+1000 0')
            same(ask(f'fail {second // PAGE + pages - 1} 1'), f'unheld -95 held {4 * MIB - PAGE:x}+1000 0')
        with fact(f'{device}: a bind that fails at the second range leaves nothing of the first'):
            unbind(device)
            same(ask(f'occupy {second} {PAGE}'), 'ok')
            try:
                same(name_of(bind(device, FSDEV)), 'EBUSY')
                same(ask('state'), IDLE.format(0))
                same(ranges_in_iomem(device), 0, 'ranges in /proc/iomem')
            finally:
                ask('vacate')
            switch(device, FSDEV)


def failed_binds(device):
    switch(device, FSDEV)
    target(device)
    start = start_of(device)
    with fact(f'{device}: a bind that fails for a range in use leaves nothing, and the next one works'):
        unbind(device)
        same(ask(f'occupy {start + 2 * MIB} {PAGE}'), 'ok')
        try:
            for _ in range(3):
                same(name_of(bind(device, FSDEV)), 'EBUSY')
                same(ask('state'), IDLE.format(0))
        finally:
            ask('vacate')
        switch(device, FSDEV)
        same(ask('state'), 'alive 1 ops 1 pgmap 1 holder 0')
    with fact(f'{device}: what a failed bind of device_dax spoils, a bind of fsdev_dax cures'):
        must(device, f'{BUS}/drivers/{DEVDAX}/new_id')     # before it is free: the offer would be the first failure
        unbind(device)
        same(ask(f'occupy {start + 2 * MIB} {PAGE}'), 'ok')
        try:
            same(name_of(put(device, f'{BUS}/drivers/{DEVDAX}/bind')), 'EBUSY')
        finally:
            ask('vacate')
        same(name_of(bind(device, DEVDAX)), 'EINVAL', 'device_dax after its own failure')
        switch(device, FSDEV)
        unbind(device)
        same(ask('state'), IDLE.format(0))
        switch(device, DEVDAX)
    with fact(f'{device}: a dax_device that does not look as it should is left alone with EIO'):
        unbind(device)
        same(ask('spoil'), 'ok')
        try:
            same(name_of(bind(device, FSDEV)), 'EIO')
            same(ask('state'), 'alive 0 ops 1 pgmap 0 holder 0')
        finally:
            ask('unspoil')
        switch(device, FSDEV)


def page_in_use(neighbour):
    pages = 2 * MIB // PAGE
    with device_of_two_ranges(neighbour) as (device, _):
        for page, which in ((0, 'first'), (pages - 1, "first range's last"), (2 * pages - 1, 'last')):
            with fact(f'{device}: unbind waits while the {which} page is under DMA'):
                switch(device, FSDEV)
                target(device)
                same(ask(f'pin {page}'), 'ok')
                writer = subprocess.Popen(['sh', '-c', f'echo {device} > {BUS}/drivers/{FSDEV}/unbind'])
                try:
                    # It is in the driver's hands once the device is dead; then it must stay there.
                    await_that(lambda: ask('state').startswith('alive 0 '), 'the beginning of unbind')
                    time.sleep(0.5)
                    same(writer.poll(), None, 'the end of unbind')
                finally:
                    ask('unpin' if writer.poll() is None else 'forget')
                same(writer.wait(30), 0, 'unbind')
                same(driver_of(device), None)
                same(ask('state'), IDLE.format(0))
                put(device, f'{BUS}/drivers/{FSDEV}/remove_id')
