# SPDX-License-Identifier: GPL-2.0-only
"""What kernel-driver/bench runs in a lab: three ways to bind one device, turn by turn, and how they compare.

A round binds and unbinds the device once in each way, in an order that changes from round to round. A ratio is taken within
a round, so that what slows the whole machine for a while slows both of its sides. One way stands there twice: how far its
ratio to itself strays tells how much of the others' is noise."""
import argparse
import collections
import gc
import os
import random
import re
import statistics
import time

from dax import (BUS, DEVDAX, FSDEV, MIB, PAGE, bind, devices, driver_of, is_static, load, must, of, opened, put, read, run,
                 set_meanwhile, unbind)

Way = collections.namedtuple('Way', 'words driver align')
BASE = Way('device_dax, 4 KiB', DEVDAX, PAGE)
WAYS = [BASE, Way('device_dax, 4 KiB, again', DEVDAX, PAGE), Way('device_dax, 2 MiB', DEVDAX, 2 * MIB),
        Way('fsdev_dax', FSDEV, 2 * MIB)]
TRACING = '/sys/kernel/tracing/'
# Functions that divide a bind or an unbind among them. What a kernel doesn't have under its name is left out.
STEPS = '''bind_store unbind_store dev_dax_probe fsdev_probe devres_release_all fsdev_settle_pages cdev_add cdev_del
    device_add_groups sysfs_create_groups device_remove_groups kill_dev_dax unmap_mapping_range synchronize_srcu
    memremap_pages memunmap_pages mem_hotplug_begin synchronize_rcu wait_for_completion percpu_ref_init
    arch_add_memory init_memory_mapping sparse_add_section vmemmap_populate memmap_init_zone_device move_pfn_range_to_zone
    arch_remove_memory sparse_remove_section vmemmap_free remove_pagetable remove_pfn_range_from_zone
    static_key_slow_inc static_key_slow_dec'''.split()


def only_device():
    """The one device of a dynamic region, as large as the region: its neighbours go."""
    first, *others = [device for device in devices() if not is_static(device)]
    for device in (*others, first):
        unbind(device)
        must(0, of(device, 'size'))
    for device in others:
        must(device, of(first, '../dax_region/delete'))
    must(read(of(first, '../dax_region/available_size')), of(first, 'size'))
    return first


def list_name(device):
    """Both drivers have it in their lists from here on, so that bind alone decides. A listing binds what is free, so the
    device has a driver meanwhile."""
    bind(device, FSDEV)
    for driver in (DEVDAX, FSDEV):
        must(device, f'{BUS}/drivers/{driver}/new_id')
    must(device, f'{BUS}/drivers/{FSDEV}/unbind')


def write(device, driver, file):
    """Seconds that one write to bind or unbind takes."""
    with opened(f'{BUS}/drivers/{driver}/{file}', os.O_WRONLY) as fd:
        started = time.perf_counter()
        os.write(fd, device.encode())
        return time.perf_counter() - started


def free_memory():
    """In bytes, with the pages that wait in the processors' lists."""
    must(1, '/proc/sys/vm/compact_memory')
    with open('/proc/zoneinfo') as file:
        waiting = sum(map(int, re.findall(r'^ +count: +(\d+)$', file.read(), re.M)))
    return int(re.search(r'MemFree: +(\d+)', read('/proc/meminfo'))[1]) * 1024 + waiting * PAGE


def a_round(device, ways, action):
    seen = {}
    for way in random.sample(ways, len(ways)):
        must(way.align, of(device, 'align'))
        seen[way] = action(way)
        assert driver_of(device) is None
    return seen


def measure_time(device, rounds):
    def both(way):
        return write(device, way.driver, 'bind'), write(device, way.driver, 'unbind')

    a_round(device, WAYS, both)     # the first time everything is slow
    return [a_round(device, WAYS, both) for _ in range(rounds)]


def measure_memory(device):
    def taken(way):
        before = free_memory()
        write(device, way.driver, 'bind')
        during = free_memory()
        write(device, way.driver, 'unbind')
        return before - during

    rounds = [a_round(device, WAYS[1:], taken) for _ in range(5)]
    return {way: [seen[way] for seen in rounds] for way in WAYS[1:]}


def spread(values):
    return f'{min(values):5.2f} {statistics.median(values):6.2f} {max(values):6.2f}'


def show_time(words, rounds):
    print(f'\n{words}, as ratios to {BASE.words}, {len(rounds)} rounds: lowest, median, highest')
    print(f'{"":26}{"bind":>12}{"":12}{"unbind":>10}{"":12}{"median ms here":>16}')
    for way in WAYS:
        cells = [spread([seen[way][what] / seen[BASE][what] for seen in rounds]) for what in (0, 1)]
        ms = [statistics.median([seen[way][what] for seen in rounds]) * 1000 for what in (0, 1)]
        print(f'{way.words:26}{cells[0]}    {cells[1]}    {ms[0]:6.1f} {ms[1]:6.1f}')
    fsdev, folded = WAYS[3], WAYS[2]
    print(f'{"fsdev_dax to 2 MiB":26}' +
          '    '.join(spread([seen[fsdev][what] / seen[folded][what] for seen in rounds]) for what in (0, 1)))


def show_memory(taken, size):
    print('\nMemory that the page map takes, MiB in each GiB: lowest, median, highest of 5')
    for way, amounts in taken.items():
        print(f'{way.words.removesuffix(", again"):26}{spread([amount / MIB / (size / (1 << 30)) for amount in amounts])}')


# ---- where the time goes ----

def choose(names, file):
    """Writes names into one of the tracer's lists; what it doesn't know is left out."""
    with open(TRACING + file, 'w'):
        pass
    for name in names:
        with opened(TRACING + file, os.O_WRONLY | os.O_APPEND) as fd:
            try:
                os.write(fd, f'{name}\n'.encode())
            except OSError:
                pass


def traced(action):
    """The time in ms of each chain of functions while something is done."""
    with open(TRACING + 'trace', 'w'):
        pass
    must(1, TRACING + 'tracing_on')
    action()
    must(0, TRACING + 'tracing_on')
    chain, times = [], collections.Counter()
    for line in read(TRACING + 'trace').splitlines():
        found = re.match(r' *\d+\)(?: +\W? *([\d.]+) us)? +\|  ( *)(?:\}|([\w.]+)(?: \[\w+\])?\(\))', line)
        if not found:
            continue
        took, indent, name = found.groups()
        depth = len(indent) // 2
        chain[depth:] = [re.sub('^(dev_dax|fsdev)_probe$', 'probe', name)] if name else chain[depth:][:1]
        if took and chain:
            times[tuple(chain)] += float(took) / 1000
    return times


def show_where(device, rounds):
    """The median over some rounds of what each function takes, as a tree; what is below half a millisecond is left out."""
    if not os.path.exists(TRACING + 'trace'):
        run('mount', '-t', 'tracefs', 'none', TRACING)
    ways = WAYS[1:]
    put('nop', TRACING + 'current_tracer')
    must(0, TRACING + 'tracing_on')
    must(8192, TRACING + 'buffer_size_kb')
    choose(STEPS, 'set_ftrace_filter')
    choose(['bind_store', 'unbind_store'], 'set_graph_function')
    try:
        must('function_graph', TRACING + 'current_tracer')
        seen = [a_round(device, ways, lambda way: traced(
            lambda: (write(device, way.driver, 'bind'), write(device, way.driver, 'unbind')))) for _ in range(rounds)]
    finally:
        put('nop', TRACING + 'current_tracer')
        choose([], 'set_graph_function')
        choose([], 'set_ftrace_filter')
        put(1, TRACING + 'tracing_on')
    median = {way: {chain: statistics.median([each[way][chain] for each in seen])
                    for chain in set().union(*(each[way] for each in seen))} for way in ways}
    print(f'\nWhere the time goes: medians of {rounds} rounds in ms, with the tracer\'s own time in them')
    print(f'{"":46}' + ''.join(f'{way.words.removesuffix(", again"):>20}' for way in ways))
    for chain in sorted({chain for chains in median.values() for chain in chains}):
        row = [median[way].get(chain, 0) for way in ways]
        if max(row) >= 0.5:
            print(f'{"  " * (len(chain) - 1) + chain[-1]:46}' + ''.join(f'{cell:20.1f}' for cell in row))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('--rounds', type=int, default=31)
    parser.add_argument('--where', action='store_true')
    options = parser.parse_args()
    load(DEVDAX)
    load(FSDEV)
    gc.disable()
    with set_meanwhile(0, f'{BUS}/drivers_autoprobe'):
        device = only_device()
        size = int(read(of(device, 'size')))
        list_name(device)
        print(f'{device}, {size // MIB} MiB, Linux {os.uname().release}')
        show_time('Times', measure_time(device, options.rounds))
        with set_meanwhile(1, '/sys/kernel/rcu_expedited'):
            show_time('With expedited grace periods', measure_time(device, options.rounds))
        show_memory(measure_memory(device), size)
        if options.where:
            show_where(device, 9)


main()
