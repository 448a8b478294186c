# SPDX-License-Identifier: Apache-2.0
"""Does in the lab's guest what a scenario asks: a request a line, an answer a line, words parted by tabs and quoted as in URLs.

Requests: drivers, read PATH, link PATH, list PATH, write PATH VALUE, modprobe NAME, rmmod NAME, state NAME, mark, log MARK,
hold open|map DEVICE, release DEVICE. Answers: ok WORD..., err ERRNO, exit STATUS WORDS.
"""
import errno
import mmap
import os
import stat
import subprocess
import sys
from urllib.parse import quote, unquote

log_lines = []
held = {}
kmsg = os.open("/dev/kmsg", os.O_RDONLY | os.O_NONBLOCK)
os.lseek(kmsg, 0, os.SEEK_END)


def drain():
    while True:
        try:
            record = os.read(kmsg, 8192).decode("utf-8", "replace")
        except BlockingIOError:
            return
        except BrokenPipeError:  # the ring buffer overtook us
            continue
        log_lines.append(record.split("\n", 1)[0].split(";", 1)[1])


def refuse_links(path, last_too):
    """As openat2 with RESOLVE_NO_SYMLINKS does."""
    at = ""
    parts = path.strip("/").split("/")
    for number, part in enumerate(parts):
        at += "/" + part
        if (last_too or number < len(parts) - 1) and stat.S_ISLNK(os.lstat(at).st_mode):
            raise OSError(errno.ELOOP, "link")


def read(path):
    refuse_links(path, True)
    fd = os.open(path, os.O_RDONLY)
    try:
        text = b""
        while True:
            part = os.read(fd, 4096)
            if not part:
                break
            text += part
    finally:
        os.close(fd)
    text = text.decode("utf-8", "replace")
    return [text[:-1] if text.endswith("\n") else text]


def write(path, value):
    refuse_links(path, True)
    fd = os.open(path, os.O_WRONLY)
    try:
        data = value.encode()
        if os.write(fd, data) != len(data):
            raise OSError(errno.EIO, "short write")
    finally:
        os.close(fd)
    return []


def hold(how, device):
    fd = os.open("/dev/" + device, os.O_RDWR)
    held.setdefault(device, []).append(lambda: os.close(fd))
    if how == "map":
        mapping = mmap.mmap(fd, 2 << 20, mmap.MAP_SHARED)
        held[device].append(mapping.close)
    return []


def release(device):
    for end in reversed(held.pop(device, [])):
        end()
    return []


def state(name):
    if os.path.isdir("/sys/bus/dax/drivers/" + name):
        return ["LOADED"]
    found = subprocess.run(["modinfo", name], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode == 0
    return ["LOADABLE" if found else "MISSING"]


def module(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env={"LC_ALL": "C", "PATH": os.environ["PATH"]})
    return None if done.returncode == 0 else (done.returncode, done.stdout.decode().strip())


def mark():
    drain()
    return [str(len(log_lines))]


def log(since):
    drain()
    return log_lines[int(since):]


def listing(path):
    refuse_links(path, True)
    return sorted(os.listdir(path))


def link(path):
    refuse_links(path, False)
    return [os.readlink(path)]


def drivers():
    answer = []
    for device in sorted(os.listdir("/sys/bus/dax/devices")):
        try:
            answer += [device, os.path.basename(os.readlink("/sys/bus/dax/devices/%s/driver" % device))]
        except FileNotFoundError:
            answer += [device, "unbound"]
    return answer


commands = {"drivers": drivers, "read": read, "write": write, "hold": hold, "release": release, "state": state, "mark": mark, "log": log,
            "list": listing, "link": link}
programs = {"modprobe": lambda name: module("modprobe", "--", name), "rmmod": lambda name: module("rmmod", name)}

print("ready", flush=True)
for line in sys.stdin:
    name, *words = [unquote(word) for word in line.rstrip("\n").split("\t")]
    try:
        if name in programs:
            failed = programs[name](*words)
            answer = ["ok"] if failed is None else ["exit", str(failed[0]), quote(failed[1])]
        else:
            answer = ["ok"] + [quote(word) for word in commands[name](*words)]
    except OSError as e:
        answer = ["err", str(e.errno)]
    print("\t".join(answer), flush=True)
