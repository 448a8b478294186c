# SPDX-License-Identifier: Apache-2.0
"""Holds a device in one of the ways that a look for holders has to see. Prints "holds", waits for its input, and for a
mapping prints what it reads there then: a process whose memory was pulled would be killed by that."""
import ctypes
import mmap
import os
import struct
import sys
import threading

MIB = 1 << 20
CLONE_FILES = 0x400
SYS_EXIT, SYS_UNSHARE, SYS_USERFAULTFD = 60, 272, 323
PR_SET_NAME, PR_SET_MM, ARG_START, ARG_END = 15, 35, 8, 9

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = (ctypes.c_void_p, ctypes.c_size_t) + 3 * (ctypes.c_int,) + (ctypes.c_long,)


def call(result):
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def until_told(look=lambda: 'gone'):
    print('holds', flush=True)
    os.read(0, 1)
    print(look(), flush=True)


def opens(node):
    fd = os.open(node, os.O_RDWR)
    until_told()
    os.close(fd)


def maps(node, close=True):
    fd = os.open(node, os.O_RDWR)
    # Python's own mmap keeps the file open.
    memory = libc.mmap(None, 2 * MIB, mmap.PROT_READ, mmap.MAP_SHARED, fd, 0)
    assert memory != ctypes.c_void_p(-1).value, os.strerror(ctypes.get_errno())
    if close:
        os.close(fd)
    until_told(lambda: f'still reads {ctypes.string_at(memory, 1)[0]}')


def both(node):
    maps(node, close=False)


def reads(path):
    """An ordinary file, open and mapped."""
    fd = os.open(path, os.O_RDWR)
    memory = mmap.mmap(fd, 4096)
    until_told(lambda: f'still reads {memory[0]}')


def threads(node, hold):
    """By a thread; the main one has ended."""
    def run():
        hold(node)
        os._exit(0)
    threading.Thread(target=run).start()
    libc.syscall(SYS_EXIT, 0)


def orphan_opens(node):
    threads(node, opens)


def orphan_maps(node):
    threads(node, maps)


def own_table(node):
    """By a thread that has a table of files of its own."""
    def run():
        call(libc.syscall(SYS_UNSHARE, CLONE_FILES))
        opens(node)
    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def mounts(node, place):
    """A FUSE mount that calls a node its source, as famfs does. Nobody has to answer for it to be there."""
    fd = os.open('/dev/fuse', os.O_RDWR)
    options = f'fd={fd},rootmode=40000,user_id=0,group_id=0'.encode()
    os.makedirs(place, exist_ok=True)
    call(libc.mount(node.encode(), place.encode(), b'fuse.famfs', 0, options))
    until_told()
    libc.umount2(place.encode(), 2)


def command_line(start, length):
    call(libc.prctl(PR_SET_MM, ARG_START, ctypes.c_ulong(start), 0, 0))
    call(libc.prctl(PR_SET_MM, ARG_END, ctypes.c_ulong(start + length), 0, 0))


def huge(node):
    """Its command line is 4 GiB long."""
    length = 4 << 30
    # PROT_READ|PROT_WRITE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_NORESERVE
    command_line(libc.mmap(None, length, 3, 0x4022, -1, 0), length)
    opens(node)


def hung(node):
    """Who reads its command line waits for a page that nobody brings: userfaultfd, as a file of a hung FUSE server."""
    fd = call(libc.syscall(SYS_USERFAULTFD, os.O_CLOEXEC))
    api = bytearray(struct.pack('=QQQ', 0xAA, 0, 0))
    call(libc.ioctl(fd, ctypes.c_ulong(0xC018AA3F), (ctypes.c_char * 24).from_buffer(api)))
    page = libc.mmap(None, 4096, 3, 0x22, -1, 0)
    register = bytearray(struct.pack('=QQQQ', page, 4096, 1, 0))
    call(libc.ioctl(fd, ctypes.c_ulong(0xC020AA00), (ctypes.c_char * 32).from_buffer(register)))
    command_line(page, 4096)
    opens(node)


def named(node):
    """Its name has an escape and bytes that are no UTF-8."""
    call(libc.prctl(PR_SET_NAME, b'\x1b[31mr\xc3\xa9d\xff', 0, 0, 0))
    opens(node)


def many(node):
    """Ten thousand shared mappings of files, and the device's in the end."""
    fd = os.memfd_create('m')
    os.ftruncate(fd, 4096)
    kept = []
    for number in range(10_000):
        if number % 100 == 0:
            fd = os.memfd_create(f'm{number}' + 'x' * 200)
            os.ftruncate(fd, 8192)
        kept.append(libc.mmap(None, 4096, 1, 1, fd, 4096 * (number % 2)))
    maps(node)


globals()[sys.argv[1]](*sys.argv[2:])
