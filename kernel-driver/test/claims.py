# SPDX-License-Identifier: GPL-2.0-only
"""A file system's claim on a device: one at a time, void after an unbind, and no callback after the holder let go."""
from dax import DEVDAX, FSDEV, MIB, PAGE, device_of_two_ranges, load, name_of, of, read, switch, unbind, unload
from inside import ask, pages_of, start_of, target
from tap import fact, same

WHOLE = '0+ffffffffffffffff'


def one_at_a_time(device):
    switch(device, FSDEV)
    target(device)
    with fact(f'{device}: it is found by its number while it is bound to fsdev_dax, and only then'):
        same(ask('find'), 'found')
        unbind(device)
        same(ask('find'), 'none', 'unbound')
        switch(device, DEVDAX)
        same(ask('find'), 'none', 'in devdax mode')
    with fact(f'{device}: who claims it gets ENODEV while it has no driver, EOPNOTSUPP while it has another'):
        same(ask('hold 0'), '-95')
        unbind(device)
        same(ask('hold 0'), '-19')
        switch(device, FSDEV)
        same(ask('state'), 'alive 1 ops 1 pgmap 1 holder 0')
    with fact(f'{device}: one holder excludes the other until it lets go, and sysfs tells'):
        same([ask('hold 0'), ask('hold 1'), ask('hold 0')], ['0', '-16', '-16'])
        same(read(of(device, 'fsdev/holder')), '1', 'fsdev/holder')
        same(ask('drop 0'), '0')
        same(read(of(device, 'fsdev/holder')), '0', 'fsdev/holder')
        same([ask('hold 1'), ask('hold 0'), ask('drop 1')], ['0', '-16', '0'])


def unbound_below(device):
    with fact(f'{device}: unbind tells the holder that the whole device goes, and its claim is void'):
        switch(device, FSDEV)
        target(device)
        ask('heard')
        same(ask('hold 0'), '0')
        unbind(device)
        same(ask('heard'), WHOLE)
        same(ask('state').split()[-1], '0', 'holder')
    with fact(f'{device}: another can claim it after the next bind, and keeps it when the first one lets go late'):
        switch(device, FSDEV)
        same(ask('hold 1'), '0')
        same(ask('drop 0'), '0')
        same(read(of(device, 'fsdev/holder')), '1', 'fsdev/holder')
        unbind(device)
        same(ask('heard'), WHOLE)
        same(ask('drop 1'), '0')
    with fact(f'{device}: a holder keeps no reference to the module: it unloads, and the holder lets go afterwards'):
        switch(device, FSDEV)
        same(ask('hold 0'), '0')
        same(name_of(unload()), 'ok')
        same(ask('heard'), WHOLE)
        load()
        same(ask('drop 0'), '0')
        switch(device, DEVDAX)
        switch(device, FSDEV)
        same(ask('state'), 'alive 1 ops 1 pgmap 1 holder 0')


def told_while_it_holds(device):
    switch(device, FSDEV)
    target(device)
    with fact(f'{device}: two holders in turns, with failures all the while: none is told after it has let go'):
        words = ask(f'race {start_of(device) // PAGE + 1} 600').split()
        assert int(words[1]) > 20, f'too few were told: {words}'
        same(words[3], '0', 'told after letting go')


def places(device):
    count, start = pages_of(device), start_of(device)
    with fact(f'{device}: a piece of it is at one physical address, or nowhere if it leaves the device'):
        switch(device, FSDEV)
        target(device)
        same(ask('where 0 1'), f'{start:x}')
        same(ask(f'where 3 {2 * PAGE}'), f'{start + 3 * PAGE:x}')
        same(ask(f'where 0 {count * PAGE}'), f'{start:x}')
        same(ask(f'where {count - 1} {PAGE + 1}'), 'nowhere')
        same(ask(f'where {count} 1'), 'nowhere')
        unbind(device)
        same(ask('where 0 1'), 'nowhere', 'unbound')


def places_in_ranges(neighbour):
    with device_of_two_ranges(neighbour) as (device, (first, second)):
        with fact(f'{device}: a piece over the gap between two ranges is nowhere, each side is where it is'):
            switch(device, FSDEV)
            target(device)
            pages = 2 * MIB // PAGE
            same(ask(f'where {pages - 1} {PAGE}'), f'{first + 2 * MIB - PAGE:x}')
            same(ask(f'where {pages} {PAGE}'), f'{second:x}')
            same(ask(f'where {pages - 1} {2 * PAGE}'), 'nowhere')
