# SPDX-License-Identifier: GPL-2.0-only
"""Bad input: the errno that the kernel's own drivers give, and one line in the kernel's log that names the range."""
from dax import (BUS, DEVDAX, FSDEV, MIB, PAGE, KernelLog, add_range, driver_of, drivers, must, name_of, new_device, of,
                 put, ranges_in_iomem, read, switch, unbind)
from inside import IDLE, ask, start_of, target
from tap import fact, same

FOLDER = f'{BUS}/drivers/{FSDEV}'


def refused(device, wanted, words):
    """A bind of a free device must end so, and say so once. new_id tries one too."""
    for name, code in (('new_id', 'ok'), ('bind', wanted)):
        log = KernelLog()
        same(name_of(put(device, f'{FOLDER}/{name}')), code, name)
        same(driver_of(device), None)
        same(log.of_us(device), [f'{FSDEV} {device}: {words}'], 'what the driver says')
        same(ranges_in_iomem(device), 0, 'ranges in /proc/iomem')
    must(device, f'{FOLDER}/remove_id')


def no_such_device(device):
    with fact('a device that is not there: new_id keeps the name and nothing moves, bind gives ENODEV'):
        before = drivers()
        must('dax99.99', f'{FOLDER}/new_id')
        same(name_of(put('dax99.99', f'{FOLDER}/bind')), 'ENODEV')
        must('dax99.99', f'{FOLDER}/remove_id')
        same(drivers(), before)


def no_size(neighbour):
    with new_device(neighbour) as (device, _):
        with fact(f'{device}, of no size, is refused with ENXIO'):
            must(device, f'{FOLDER}/new_id')
            same(name_of(put(device, f'{FOLDER}/bind')), 'ENXIO')
            must(device, f'{FOLDER}/remove_id')
            same(driver_of(device), None)


def misaligned(neighbour):
    with new_device(neighbour) as (device, top):
        with fact(f'{device}, whose second range begins between two multiples of 2 MiB, is refused with EINVAL'):
            must(PAGE, of(device, 'align'))
            start = top + 4 * MIB + PAGE
            add_range(device, top, 2 * MIB)
            add_range(device, start, 2 * MIB)
            refused(device, 'EINVAL', f'{start:#x}-{start + 2 * MIB - 1:#x} does not begin and end at multiples of 0x200000')


def alignments(neighbour):
    with new_device(neighbour) as (device, top):
        with fact(f'{device}: alignments that no processor has are refused with EINVAL, 4 KiB binds like 2 MiB'):
            for align in (3, 8192, 4 * MIB):
                same(name_of(put(align, of(device, 'align'))), 'EINVAL', align)
            must(PAGE, of(device, 'align'))
            add_range(device, top, 4 * MIB)
            same(name_of(put(1 << 30, of(device, 'align'))), 'EINVAL', '1 GiB')
            switch(device, FSDEV)
            same(read(of(device, 'fsdev/folio_order')), '0', 'folio order')


def owned(device):
    with fact(f'{device}, of which something else owns a page, is refused with EBUSY'):
        switch(device, FSDEV)
        target(device)
        start, size = start_of(device), int(read(of(device, 'size')))
        unbind(device)
        same(ask(f'occupy {start + 2 * MIB} {PAGE}'), 'ok')
        try:
            refused(device, 'EBUSY', f'{start:#x}-{start + size - 1:#x} is in use already')
        finally:
            ask('vacate')
        switch(device, FSDEV)


def outside_its_map(device):
    with fact(f'{device}, whose data begins before its page map, is refused with EINVAL'):
        switch(device, FSDEV)
        target(device)
        start, size = start_of(device), int(read(of(device, 'size')))
        unbind(device)
        # The map begins with the namespace's metadata, at the multiple of 16 MiB before.
        before = start % (16 * MIB)
        same(ask(f'shift {before + 2 * MIB}'), 'ok')
        try:
            refused(device, 'EINVAL', f'{start:#x}-{start + size - 1:#x} is not inside its page map')
        finally:
            same(ask(f'shift {-before - 2 * MIB}'), 'ok')
        same(ask('state'), IDLE.format(1))
        switch(device, FSDEV)
        switch(device, DEVDAX)
