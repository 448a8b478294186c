# SPDX-License-Identifier: GPL-2.0-only
"""Real file systems on a device of two ranges with a gap, by the tester's block device: what they write is in the memory at
the place that they tell of, and an unbind below them harms nothing but them."""
import contextlib
import ctypes
import errno
import fcntl
import mmap
import os
import signal
import struct
import subprocess
import time

from dax import (BUS, DEVDAX, FSDEV, MIB, PAGE, await_that, device_of_two_ranges, driver_of, must, name_of, node, of, opened,
                 put, read, run, switch, unbind)
from inside import IDLE, ask, pages_of, target
from tap import fact, same

BLOCK = '/dev/fsdevtest'
PLACE = '/tmp/fsdev-mount'
RANGE = 32 * MIB
MADE_BY = {
    'ext4': ('/usr/sbin/mke2fs', '-q', '-F', '-b', '4096', '-t', 'ext4'),
    # Smaller than what mkfs.xfs wants people to have.
    'xfs': ('/usr/sbin/mkfs.xfs', '-q', '-f', '-K', '--unsupported', '-m', 'rmapbt=1,reflink=0'),
}
# XFS of Linux 6.1 doesn't know that its device goes: the kernel's call has no flag for that.
XFS_IS_TOLD = tuple(map(int, os.uname().release.split('.')[:2])) >= (6, 12)
GONE = {errno.EIO, errno.ENXIO, errno.EROFS}


@contextlib.contextmanager
def disk(device):
    switch(device, FSDEV)
    target(device)
    same(ask('disk add'), '', 'disk add')
    try:
        yield
    finally:
        ask('disk remove')


@contextlib.contextmanager
def mounted(kind):
    made = run(*MADE_BY[kind], BLOCK)
    same(made.returncode, 0, made.stderr)
    os.makedirs(PLACE, exist_ok=True)
    result = run('mount', '-t', kind, '-o', 'dax=always', BLOCK, PLACE)
    same(result.returncode, 0, result.stderr)
    try:
        yield
    finally:
        result = run('umount', PLACE)
        same(result.returncode, 0, result.stderr)


def stamp(name, page):
    return f'{name}:{page}'.encode().ljust(24, b'.')


def extents(fd):
    """Where a file is on its device: (place in the file, place on the device, length), in bytes, from FS_IOC_FIEMAP."""
    room = 500
    request = bytearray(struct.pack('=QQIIII', 0, 2 ** 64 - 1, 1, 0, room, 0) + bytes(56 * room))
    fcntl.ioctl(fd, 0xC020660B, request)
    count = struct.unpack_from('=I', request, 20)[0]
    assert count < room, 'more extents than there is room for'
    return [struct.unpack_from('=QQQ', request, 32 + 56 * i) for i in range(count)]


def mapped_file(name, size):
    """Written through a mapping and read back through read()."""
    with open(f'{PLACE}/{name}', 'w+b') as file:
        file.truncate(size)
        with mmap.mmap(file.fileno(), size) as memory:
            for page in range(size // PAGE):
                memory[page * PAGE:page * PAGE + 24] = stamp(name, page)
            state = ask('pages').split()
            same(state[state.index('heads') + 1], '0', 'heads')
            assert int(state[state.index('files') + 1]) >= size // PAGE, f'its pages are not those of the file: {state}'
        for page in range(size // PAGE):
            same(os.pread(file.fileno(), 24, page * PAGE), stamp(name, page), f'page {page}')
        os.fsync(file.fileno())
        return extents(file.fileno())


def written_file(name, size):
    """Written through write() and read back through a mapping."""
    with open(f'{PLACE}/{name}', 'w+b') as file:
        for page in range(size // PAGE):
            os.write(file.fileno(), stamp(name, page).ljust(PAGE, b'-'))
        os.fsync(file.fileno())
        with mmap.mmap(file.fileno(), size, prot=mmap.PROT_READ) as memory:
            for page in range(size // PAGE):
                same(memory[page * PAGE:page * PAGE + 24], stamp(name, page), f'page {page}')
        return extents(file.fileno())


def found(device, name, places):
    """The file's stamps, at those places of the device, as a program sees them in devdax mode."""
    seen = 0
    with opened(node(device)) as fd, mmap.mmap(fd, pages_of(device) * PAGE) as memory:
        for in_file, on_device, length in places:
            for at in range(0, length, PAGE):
                same(memory[on_device + at:on_device + at + 24], stamp(name, (in_file + at) // PAGE),
                     f'{name} at {on_device + at:#x} of {device}')
                seen += 1
    return seen


def across_ranges(neighbour, kind):
    with device_of_two_ranges(neighbour, RANGE) as (device, _):
        files = {'mapped': 40 * MIB, 'written': 8 * MIB}
        with fact(f'{device}: {kind} with dax=always over two ranges: files written and read both ways, and mapped'):
            with disk(device):
                with mounted(kind):
                    same(read(of(device, 'fsdev/holder')), str(int(kind == 'xfs')), 'fsdev/holder')
                    places = {'mapped': mapped_file('mapped', files['mapped']),
                              'written': written_file('written', files['written'])}
                same(ask('pages').split(' files ')[1], '0 used 0', 'files')
                same(read(of(device, 'fsdev/holder')), '0', 'fsdev/holder')
            ends = [(place, place + length) for _, place, length in places['mapped']]
            assert min(ends)[0] < RANGE < max(ends)[1], f'the file is not in both ranges: {ends}'
        with fact(f'{device}: what {kind} wrote is there in devdax mode, where {kind} said that it is'):
            switch(device, DEVDAX)
            same({name: found(device, name, places[name]) for name in files},
                 {name: size // PAGE for name, size in files.items()}, 'pages found')


class Writer:
    """A process that writes until it is refused; then it ends with the errno, or dies of the signal. What it opens, it alone
    has open: a file system unmounts when it has ended."""

    def __init__(self, steps):
        said, says = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            code = 0
            try:
                step = steps()
                step(0)
                os.write(says, b'1')
                number = 1
                while True:
                    step(number)
                    number += 1
            except OSError as error:
                code = error.errno
            os._exit(code)
        os.close(says)
        started = os.read(said, 1)
        os.close(said)
        assert started == b'1', f'the writer does not write: {name_of(self.end())}'

    def end(self):
        """Its errno, or its signal as a negative number."""
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def unbind_below(device):
    """As an admin does it, who has not looked for users."""
    must(device, f'{BUS}/drivers/{FSDEV}/unbind')
    put(device, f'{BUS}/drivers/{FSDEV}/remove_id')
    same(driver_of(device), None)


def usable_again(device, state):
    same(ask('state'), state)
    switch(device, FSDEV)
    target(device)
    same(ask('pages').split(' heads ')[1], '0 tails 0 files 0 used 0')
    switch(device, DEVDAX)


def raw_step():
    fd = os.open(BLOCK, os.O_RDWR | os.O_DIRECT)
    buffer = mmap.mmap(-1, 64 * PAGE)
    return lambda number: os.pwritev(fd, [buffer], number % 64 * 64 * PAGE)


def file_step():
    fd = os.open(f'{PLACE}/growing', os.O_RDWR | os.O_CREAT)

    def step(number):
        os.pwrite(fd, bytes([number % 256]) * 16 * PAGE, number % 128 * 16 * PAGE)
        if not number % 16:
            os.fsync(fd)
    return step


def mapping_step(size=MIB):
    fd = os.open(f'{PLACE}/mapped', os.O_RDWR | os.O_CREAT)
    os.ftruncate(fd, size)
    memory = mmap.mmap(fd, size)
    memory[:] = bytes(size)     # no fault later, which would end in SIGBUS

    def step(number):
        at = number * PAGE % size
        ctypes.memset(ctypes.addressof(ctypes.c_char.from_buffer(memory, at)), number % 256, PAGE)
    return step


def under_io(neighbour):
    """What is mounted dies with its device; nothing else may."""
    with device_of_two_ranges(neighbour, RANGE) as (device, _):
        with fact(f'{device}: unbound under direct I/O of a block device: the writer gets an error, and that is all'):
            with disk(device):
                writer = Writer(raw_step)
                unbind_below(device)
                assert writer.end() in GONE, 'the writer ended otherwise'
            usable_again(device, IDLE.format(0))
        with fact(f'{device}: unbound under a writer in ext4: the writer gets an error, ext4 unmounts'):
            with disk(device), mounted('ext4'):
                writer = Writer(file_step)
                unbind_below(device)
                assert writer.end() in GONE, 'the writer ended otherwise'
            usable_again(device, IDLE.format(0))
        for kind in ('ext4',) if XFS_IS_TOLD else ('ext4', 'xfs'):
            waits_for_file(device, kind)
        if not XFS_IS_TOLD:
            return
        with fact(f'{device}: unbound under a writer and a mapping in XFS: XFS is told and takes the mapping away, the '
                  'writer gets an error, XFS unmounts'):
            with disk(device), mounted('xfs'):
                writer, mapper = Writer(file_step), Writer(mapping_step)
                unbind_below(device)
                assert writer.end() in GONE, 'the writer ended otherwise'
                same(mapper.end(), -signal.SIGBUS, 'the end of who had it mapped')
            usable_again(device, IDLE.format(0))


def waits_for_file(device, kind):
    """Without the wait, the memory would be another's while the process writes to it, and the kernel would crash when the
    file system lets go of pages that are no more."""
    with fact(f'{device}: unbound under a mapped file of {kind}: that waits until the file system has let go'):
        with disk(device):
            with mounted(kind):
                mapper = Writer(mapping_step)
                unbinding = subprocess.Popen(['sh', '-c', f'echo {device} > {BUS}/drivers/{FSDEV}/unbind'])
                await_that(lambda: ask('state').startswith('alive 0 '), 'the beginning of unbind')
                time.sleep(0.5)
                same(unbinding.poll(), None, 'the end of unbind')
                os.kill(mapper.pid, signal.SIGKILL)
                same(mapper.end(), -signal.SIGKILL, 'the end of who had it mapped')
            same(unbinding.wait(60), 0, 'unbind')
        put(device, f'{BUS}/drivers/{FSDEV}/remove_id')
        same(driver_of(device), None)
        usable_again(device, IDLE.format(0))


def numbers():
    words = ask('hammered').split()
    return int(words[1]), int(words[3])


def under_hammer(device, unload_and_load):
    switch(device, FSDEV)
    target(device)
    with fact(f'{device}: unbound and bound ten times under a writer in the kernel, which is refused while it is unbound'):
        ask('hammer')
        try:
            for _ in range(10):
                reached, refused = numbers()
                await_that(lambda: numbers()[0] > reached + 100, 'pages that are reached')
                unbind(device)
                reached = numbers()[0]
                await_that(lambda: numbers()[1] > refused + 100, 'pages that are refused')
                same(numbers()[0], reached, 'pages reached while unbound')
                switch(device, FSDEV)
        finally:
            ask('rest')
    with fact(f'{device}: the module goes and comes under a writer in the kernel'):
        ask('hammer')
        try:
            await_that(lambda: numbers()[0] > 100, 'pages that are reached')
            unload_and_load()
            same(driver_of(device), None)
            await_that(lambda: numbers()[1] > 100, 'pages that are refused')
            reached = numbers()[0]
            switch(device, FSDEV)
            await_that(lambda: numbers()[0] > reached, 'pages that are reached again')
        finally:
            ask('rest')
