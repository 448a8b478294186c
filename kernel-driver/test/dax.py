# SPDX-License-Identifier: GPL-2.0-only
"""The dax bus as the tests use it: its files, moving a device from driver to driver, a device as a program sees it."""
import contextlib
import ctypes
import errno
import glob
import mmap
import os
import re
import signal
import subprocess
import time

BUS = '/sys/bus/dax'
FSDEV, DEVDAX, KMEM = 'fsdev_dax', 'device_dax', 'kmem'
MODULE = os.environ.get('FSDEV_KO')
PAGE, MIB = mmap.PAGESIZE, 1 << 20
# What the kernel may say at warning level and above: the taint of any module from outside its tree, that an emulated
# processor is slow, and what the tests provoke.
EXPECTED = re.compile(r'loading out-of-tree module taints kernel'
                      r'|module verification failed: signature'
                      r'|hrtimer: interrupt took'
                      r'|fsdev_dax: built for kernel .*, and this is'
                      r'|fsdev_dax dax\d+\.\d+: still open or mapped through its last driver'
                      r'|dax\d+\.\d+: (0x[0-9a-f]+-0x[0-9a-f]+ is in use already|mapping\d+: .* could not reserve range)'
                      r'|dax\d+\.\d+: dynamic-dax with pre-populated page map'
                      r'|fsdev_dax dax\d+\.\d+: 0x[0-9a-f]+-0x[0-9a-f]+ (does not begin and end at|is not inside its page map)'
                      r'|\bfsdevtest\b'        # a file system whose device was taken away, and its end for who has it mapped
                      r'|Memory failure: 0x[0-9a-f]+: Sending SIGBUS to python3:'
                      r'|fsdev_dax dax\d+\.\d+: this dax_device does not look as in '
                      r'|probe with driver (fsdev_dax|device_dax) failed with error -(5|12|16|22)'
                      r'|(fsdev_dax|device_dax): probe of dax\d+\.\d+ failed with error -(5|12|16|22)')       # in 6.1's words

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = [ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long]


# ---- the kernel's files ----

def read(path):
    with open(path) as file:
        return file.read().strip()


def put(value, path):
    """One write; the errno, or 0."""
    try:
        fd = os.open(path, os.O_WRONLY)
        try:
            os.write(fd, str(value).encode())
        finally:
            os.close(fd)
    except OSError as error:
        return error.errno
    return 0


def must(value, path):
    code = put(value, path)
    assert code == 0, f'{value} > {path}: {os.strerror(code)}'


def name_of(code):
    return errno.errorcode.get(code, str(code)) if code else 'ok'


def devices():
    return sorted(os.listdir(f'{BUS}/devices'))


def of(device, attribute=''):
    return os.path.realpath(f'{BUS}/devices/{device}') + '/' + attribute


def driver_of(device):
    try:
        return os.path.basename(os.readlink(of(device, 'driver')))
    except FileNotFoundError:
        return None


def drivers():
    return {device: driver_of(device) for device in devices()}


def loaded(module):
    return os.path.isdir(f'/sys/module/{module}')


def files_of(module):
    """How many open files hold a module. Each holds it twice: for its character device and for its operations."""
    return int(read(f'/sys/module/{module}/refcnt')) / 2


def is_static(device):
    return '/ndbus' in of(device)


def ranges_in_iomem(device):
    with open('/proc/iomem') as file:
        return sum(line.rstrip().endswith(f' : {device}') and line.startswith('  ') for line in file)


# ---- moving devices ----

def run(*command):
    return subprocess.run(command, capture_output=True, text=True)


def load(module=FSDEV, file=MODULE):
    if loaded(module):
        return
    result = run('insmod', file) if module == FSDEV and file else run('modprobe', module)
    assert result.returncode == 0, result.stderr.strip()


def unload(module=FSDEV):
    if not loaded(module):
        return 0
    return libc.syscall(176, module.encode(), os.O_NONBLOCK) and ctypes.get_errno()     # delete_module on x86-64


def unbind(device):
    driver = driver_of(device)
    if driver == KMEM:
        offline(device)
    if driver:
        must(device, f'{BUS}/drivers/{driver}/unbind')
        put(device, f'{BUS}/drivers/{driver}/remove_id')
    assert driver_of(device) is None, f'{device} is still bound'


def all_unbound():
    for device in devices():
        unbind(device)


def bind(device, driver):
    """Binds through bind, so that a refusal shows its errno. The id that may be needed is in the list only meanwhile; it
    goes in while the device is bound elsewhere if it is, because new_id tries every device that is free."""
    folder = f'{BUS}/drivers/{driver}'
    if driver == driver_of(device):
        return 0
    if driver_of(device) and driver_of(device) != KMEM:
        must(device, f'{folder}/new_id')
    unbind(device)
    code = put(device, f'{folder}/bind')
    if code == errno.ENODEV:
        must(device, f'{folder}/new_id')
        code = 0 if driver_of(device) == driver else put(device, f'{folder}/bind')
    put(device, f'{folder}/remove_id')
    return code


def switch(device, driver):
    code = bind(device, driver)
    assert code == 0 and driver_of(device) == driver, f'{device} to {driver}: {name_of(code)}, now {driver_of(device)}'


def memory_blocks(device):
    size = int(read('/sys/devices/system/memory/block_size_bytes'), 16)
    start = int(read(of(device, 'resource')), 16)
    first, count = -(-start // size), int(read(of(device, 'size'))) // size
    blocks = [f'/sys/devices/system/memory/memory{first + i}/state' for i in range(count)]
    return [block for block in blocks if os.path.exists(block)]


def offline(device):
    for block in memory_blocks(device):
        if read(block) != 'offline':
            must('offline', block)


# ---- a device as a program sees it ----

@contextlib.contextmanager
def opened(path, flags=os.O_RDWR):
    fd = os.open(path, flags)
    try:
        yield fd
    finally:
        os.close(fd)


def node(device):
    return f'/dev/{device}'


def refusal(action, *arguments):
    """The name of the errno that an action ends with."""
    try:
        action(*arguments)
    except OSError as error:
        return name_of(error.errno)
    return 'ok'


def map_raw(fd, length):
    """A mapping that holds no file of its own, which Python's does."""
    address = libc.mmap(None, length, mmap.PROT_READ | mmap.PROT_WRITE, mmap.MAP_SHARED, fd, 0)
    if address == ctypes.c_void_p(-1).value:
        raise OSError(ctypes.get_errno(), 'mmap')
    return address


def marks(device):
    """Places all over a device: both ends and some between."""
    size = int(read(of(device, 'size')))
    return [0, PAGE, 3 * MIB + 5, size // 2, size - 2 * MIB, size - 64]


def write_marks(device, word):
    with opened(node(device)) as fd, mmap.mmap(fd, int(read(of(device, 'size')))) as memory:
        for at in marks(device):
            memory[at:at + 32] = f'{word} {at}'.encode().ljust(32, b'.')


def has_marks(device, word):
    with opened(node(device)) as fd, mmap.mmap(fd, int(read(of(device, 'size')))) as memory:
        return all(memory[at:at + 32] == f'{word} {at}'.encode().ljust(32, b'.') for at in marks(device))


@contextlib.contextmanager
def new_device(neighbour):
    """A new device without memory, and where the free space begins behind all devices of its neighbour's region."""
    region = of(neighbour, '../dax_region/')
    must(1, region + 'create')
    device = read(region + 'create')
    top = max(int(read(path), 16) for path in glob.glob(of(neighbour, '../dax*/mapping*/end'))) + 1
    try:
        yield device, top
    finally:
        unbind(device)
        must(0, of(device, 'size'))
        must(device, region + 'delete')


def add_range(device, start, length):
    must(f'{start:x}-{start + length - 1:x}', of(device, 'mapping'))


@contextlib.contextmanager
def device_of_two_ranges(neighbour, length=2 * MIB):
    """A new device of two ranges of that length with a gap of 2 MiB between them: its name and where its ranges start."""
    with new_device(neighbour) as (device, top):
        starts = [top, top + length + 2 * MIB]
        for start in starts:
            add_range(device, start, length)
        yield device, starts


def await_that(condition, what, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, f'not within {seconds} s: {what}'
        time.sleep(0.01)


class Child:
    """A process that has a device open or mapped."""

    def __init__(self, device, mapped):
        ready_read, ready = os.pipe()
        go, self.go = os.pipe()
        self.pid = os.fork()
        if not self.pid:
            with contextlib.suppress(OSError):
                os.close(self.go)
            address = None
            fd = os.open(node(device), os.O_RDWR)
            if mapped:
                address = map_raw(fd, 2 * MIB)
                ctypes.memset(address, 1, 1)
                os.close(fd)
            os.write(ready, b'1')
            if os.read(go, 1) == b't' and address:
                ctypes.memset(address, 2, 1)
            os._exit(0)
        os.close(ready)
        os.close(go)
        assert os.read(ready_read, 1) == b'1', 'the child has not opened the device'
        os.close(ready_read)

    def touch(self):
        os.write(self.go, b't')
        return self.end()

    def end(self):
        """The signal that it died of, or 0."""
        os.close(self.go)
        status = os.waitpid(self.pid, 0)[1]
        self.pid = None
        return os.WTERMSIG(status)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.pid:
            self.end()


# ---- what the kernel says ----

class KernelLog:
    """What the kernel says from now on. Its buffer holds some minutes of it at most, so who makes it talk says keep()."""
    logs = []

    def __init__(self):
        self.fd = os.open('/dev/kmsg', os.O_RDONLY | os.O_NONBLOCK)
        os.lseek(self.fd, 0, os.SEEK_END)
        self.lines = []
        self.logs.append(self)

    @classmethod
    def keep(cls):
        for log in cls.logs:
            log.read()

    def read(self):
        with contextlib.suppress(BlockingIOError):
            while True:
                try:
                    prefix, _, text = os.read(self.fd, 8192).decode(errors='replace').partition(';')
                except BrokenPipeError:
                    prefix, text = '0', 'lines of the kernel were overwritten before they were read'
                if int(prefix.split(',')[0]) & 7 <= 4:
                    self.lines.append(text.split('\n')[0])

    @classmethod
    @contextlib.contextmanager
    def aside(cls):
        """What is said meanwhile is for the caller, who gets it at the end, and for no one else."""
        cls.keep()
        before = [len(log.lines) for log in cls.logs]
        said = []
        yield said
        cls.keep()
        said += cls.logs[0].lines[before[0]:]
        for log, length in zip(cls.logs, before):
            del log.lines[length:]

    def of_us(self, device):
        """What fsdev_dax itself has said of a device; how a bind ended, the kernel says in its own words."""
        self.read()
        return [line for line in self.lines if f'{FSDEV} {device}: ' in line and 'probe with driver' not in line]

    def warnings(self):
        self.read()
        return [line for line in self.lines if not EXPECTED.search(line)]


@contextlib.contextmanager
def set_meanwhile(value, path):
    old = read(path)
    must(value, path)
    try:
        yield
    finally:
        must(old, path)
