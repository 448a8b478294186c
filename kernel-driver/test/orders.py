# SPDX-License-Identifier: GPL-2.0-only
"""Every order in which the four modules of the dax bus can be loaded: fsdev_dax takes no device that was not named.

A device asks for kmem or for device_dax by its type, and which one is decided where the device comes from: dax_hmem's ask
for kmem, but with its parameter region_idle for device_dax, as a static one does. A region of dax_hmem is also what comes
and goes with a module; a static device is there before all of them, and comes again behind all of them."""
import collections
import ctypes
import glob
import itertools
import os

from dax import (BUS, DEVDAX, FSDEV, KMEM, MIB, MODULE, all_unbound, drivers, is_static, libc, loaded, must,
                 name_of, of, opened, put, read, run, set_meanwhile, unbind, unload)
from tap import fact, same

HMEM = 'dax_hmem'
MODULES = (DEVDAX, KMEM, FSDEV, HMEM)
# Before Linux 6.3 a device had no type, and device_dax took them all.
TYPED = tuple(map(int, os.uname().release.split('.')[:2])) >= (6, 3)
DEFAULT = KMEM if TYPED else DEVDAX
SHORT = {DEVDAX: 'devdax', KMEM: 'kmem', FSDEV: 'fsdev', HMEM: 'hmem'}
LETTER = {DEVDAX: 'd', KMEM: 'k', FSDEV: 'F', None: '-'}
FILES = {}


def load(module, parameters=''):
    """The module's file and nothing else: modprobe would bring cxl_acpi along with dax_hmem, and each program that is
    started costs as much as the rest of a step."""
    if module not in FILES:
        FILES[module] = MODULE if module == FSDEV and MODULE else run('modinfo', '-n', module).stdout.strip()
    with opened(FILES[module], os.O_RDONLY) as fd:
        if libc.syscall(313, fd, parameters.encode(), 0):       # finit_module on x86-64
            raise OSError(ctypes.get_errno(), f'{FILES[module]} does not load')


def plan():
    """Each order with the module that goes and comes again: over the table, each module from each place in the order, once
    with each kind of device."""
    orders, used = [], collections.Counter()
    for idle in (0, 1):
        for order in itertools.permutations(MODULES):
            out = min(order, key=lambda module: used[module, order.index(module)])
            used[out, order.index(out)] += 1
            orders.append((idle, order, out))
    return orders, set(used)


class Board:
    """What is bound to which driver, step by step."""

    def __init__(self, static):
        self.static = static
        self.namespace = os.path.realpath(of(static, '..'))
        self.namespace_driver = os.path.realpath(f'{self.namespace}/driver')
        self.steps = []

    def step(self, words):
        """One step was taken: who has what now."""
        now = drivers()
        hmem = [driver for device, driver in now.items() if not is_static(device)]
        self.steps.append(f'{words} {LETTER[now[self.static]]}{LETTER[hmem[0]] if hmem else "."}')
        same([device for device, driver in now.items() if driver == FSDEV], [], f'after "{words}", taken by fsdev_dax')
        return now

    def load(self, module, idle, words):
        before = drivers()
        load(module, f'region_idle={idle}' if module == HMEM else '')
        if module == HMEM and idle:
            # Every driver refuses it for having no size. It gets one and is offered again.
            device, = devices_of_hmem()
            same(read(of(device, 'size')), '0', f'size of {device}')
            must(256 * MIB, of(device, 'size'))
            must(device, f'{BUS}/drivers_probe')
        now = self.step(words)
        if module == FSDEV:
            same(now, before, 'loading fsdev_dax moved a device: it')

    def unload(self, module):
        before = drivers()
        same(name_of(unload(module)), 'ok', f'unload {module}')
        now = self.step(f'{SHORT[module]} out')
        if module == FSDEV:
            same(now, before, 'unloading fsdev_dax moved a device: it')

    def renew_static(self):
        """The static device goes and comes as when its namespace is enabled anew."""
        name = os.path.basename(self.namespace)
        must(name, f'{self.namespace_driver}/unbind')
        assert self.static not in drivers(), f'{self.static} is still there'
        must(name, f'{self.namespace_driver}/bind')
        self.step('static again')

    def sweep(self, idle):
        """Both ways to offer all that is free: to fsdev_dax by the name of a device that is not there, and to every driver.
        Who takes them then tells that both kinds were there to take."""
        all_unbound()
        must('dax99.99', f'{BUS}/drivers/{FSDEV}/new_id')
        must('dax99.99', f'{BUS}/drivers/{FSDEV}/remove_id')
        for device in drivers():
            put(device, f'{BUS}/drivers_probe')
        hmem, = devices_of_hmem()
        same(self.step('offered'), {self.static: DEVDAX, hmem: DEVDAX if idle else DEFAULT}, 'who took what was offered')

    def ask(self, device):
        """Named, the one device comes, and the other one stays."""
        unbind(device)
        before = drivers()
        must(device, f'{BUS}/drivers/{FSDEV}/new_id')
        same(drivers(), {**before, device: FSDEV}, f'after {device} was asked for, the bus')
        self.steps.append(f'ask {"F." if device == self.static else ".F"}')
        unbind(device)


def devices_of_hmem():
    return [device for device in drivers() if not is_static(device)]


def one_order(board, idle, order, out, number):
    board.steps.clear()
    all_unbound()
    for module in MODULES:
        same(name_of(unload(module)), 'ok', f'unload {module}')
    same(drivers(), {board.static: None}, 'at the start the bus')
    for module in order:
        board.load(module, idle, SHORT[module])
    board.unload(out)
    board.load(out, idle, 'in again')
    board.renew_static()
    board.sweep(idle)
    board.ask(board.static if number % 2 else devices_of_hmem()[0])


def table(board, number, idle, order, out):
    names = ', '.join(SHORT[module] for module in order)
    with fact(f'{names}{"; region_idle" if idle else ""}: no device goes to fsdev_dax unasked, and one asked for does'):
        try:
            one_order(board, idle, order, out, number)
        finally:
            print('#   ' + ' | '.join(board.steps), flush=True)


class Layout:
    """The devices of dax_hmem's regions, to be put back in the places that they had."""

    def __init__(self):
        self.ranges = {}
        for device in devices_of_hmem():
            folders = sorted(glob.glob(of(device, 'mapping[0-9]*/')),
                             key=lambda at: int(read(at + 'page_offset'), 16))
            self.ranges[device] = [(read(path + 'start'), read(path + 'end')) for path in folders]
        self.sizes = {device: read(of(device, 'size')) for device in self.ranges}
        self.idle = int(read(f'/sys/module/{HMEM}/parameters/region_idle') == 'Y')

    def restore(self):
        all_unbound()
        for module in MODULES:
            unload(module)
        load(HMEM, f'region_idle={self.idle}')
        first = devices_of_hmem()
        for device in first:
            must(0, of(device, 'size'))
        for device, ranges in self.ranges.items():
            if device not in first:
                must(1, of(first[0], '../dax_region/create'))
            for start, end in ranges:
                must(f'{start}-{end}', of(device, 'mapping'))
        same({device: read(of(device, 'size')) for device in devices_of_hmem()}, self.sizes, 'sizes')
        load(DEVDAX)
        load(FSDEV)


def facts(static, only=None):
    """All orders, or the one that is named, as fsdev,kmem,devdax,hmem."""
    assert loaded(HMEM), 'dax_hmem is not a loaded module here, so its devices cannot come and go'
    orders, used = plan()
    if only:
        orders = [row for row in orders if ','.join(SHORT[module] for module in row[1]) == only][:1]
        assert orders, f'no order {only}'
    board, layout = Board(static), Layout()
    print(f'# After each step, who has {static} and the device of dax_hmem: d device_dax, k kmem, F fsdev_dax, - free, . absent')
    try:
        with set_meanwhile(1, '/sys/kernel/rcu_expedited'):
            for number, (idle, order, out) in enumerate(orders):
                table(board, number, idle, order, out)
        if only:
            return
        with fact('over the table, each module was taken away and brought back from each place in the order'):
            same(used, set(itertools.product(MODULES, range(4))))
    finally:
        layout.restore()
