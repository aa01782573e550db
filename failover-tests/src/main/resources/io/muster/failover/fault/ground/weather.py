"""A switch between network namespaces that carries each packet through bad weather.

usage: weather.py SEED HERE NAME=ADDRESS...     HERE: the address in the namespace in which this runs
Reads lines: `weather loss=0.02 duplicate=0.01 delay=2 jitter=3 late=0.01` (chances; milliseconds), `clear`, and
`count`, which is answered with one line of numbers: carried lost duplicated delayed late.
The weather is between the nodes; what comes from HERE or goes there has a fine day.
"""
import ctypes
import fcntl
import heapq
import os
import random
import select
import socket
import struct
import subprocess
import sys
import time

TUNSETIFF, TUN_WITHOUT_HEADER, NEW_NET = 0x400454CA, 0x1001, 0x40000000
LATE_S = 0.02
MTU = 9000
libc = ctypes.CDLL(None, use_errno=True)


def enter(path):
    handle = os.open(path, os.O_RDONLY)
    if libc.setns(handle, NEW_NET) != 0:
        raise OSError(ctypes.get_errno(), "setns " + path)
    os.close(handle)


def open_device(address):
    device = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(device, TUNSETIFF, struct.pack("16sH22x", b"weather", TUN_WITHOUT_HEADER))
    subprocess.check_call(["ip", "addr", "add", address + "/24", "dev", "weather"])
    subprocess.check_call(["ip", "link", "set", "weather", "mtu", str(MTU), "txqueuelen", "5000", "up"])
    return device


class Switch:
    def __init__(self, seed, here, nodes):
        self.chance = random.Random(seed)
        self.settings = {}
        self.counts = dict.fromkeys(("carried", "lost", "duplicated", "delayed", "late"), 0)
        self.waiting, self.order = [], 0
        self.here = socket.inet_aton(here)
        self.devices = {self.here: open_device(here)}
        home = os.open("/proc/self/ns/net", os.O_RDONLY)
        for node in nodes:
            name, address = node.split("=")
            enter("/run/netns/" + name)
            self.devices[socket.inet_aton(address)] = open_device(address)
            libc.setns(home, NEW_NET)

    def obey(self, line):
        words = line.split()
        if words[0] == "count":
            print(*self.counts.values(), flush=True)
        else:
            self.settings = {name: float(value) for name, value in (word.split("=") for word in words[1:])}

    def happens(self, name):
        return self.chance.random() < self.settings.get(name, 0)

    def count(self, name):
        self.counts[name] += 1

    def carry(self, packet):
        to = self.devices.get(packet[16:20])
        if to is None or packet[0] >> 4 != 4:
            return
        if not self.settings or self.here in (packet[12:16], packet[16:20]):
            put(to, packet)
            return
        self.count("carried")
        if self.happens("loss"):
            self.count("lost")
            return
        copies = 1
        if self.happens("duplicate"):
            copies = 2
            self.count("duplicated")
        for _ in range(copies):
            wait = (self.settings.get("delay", 0) + self.chance.random() * self.settings.get("jitter", 0)) / 1000
            if self.happens("late"):
                wait += LATE_S
                self.count("late")
            self.count("delayed")
            self.order += 1
            heapq.heappush(self.waiting, (time.monotonic() + wait, self.order, to, packet))

    def release(self):
        now = time.monotonic()
        while self.waiting and self.waiting[0][0] <= now:
            _, _, to, packet = heapq.heappop(self.waiting)
            put(to, packet)

    def run(self):
        poll = select.epoll()
        for device in self.devices.values():
            poll.register(device, select.EPOLLIN)
        poll.register(0, select.EPOLLIN)
        while True:
            wait = max(0.0, self.waiting[0][0] - time.monotonic()) if self.waiting else -1
            for device, _ in poll.poll(wait):
                if device == 0:
                    text = os.read(0, 4096).decode()
                    if not text:
                        return
                    for line in text.splitlines():
                        self.obey(line)
                else:
                    self.drain(device)
            self.release()

    def drain(self, device):
        for _ in range(64):
            try:
                packet = os.read(device, 65535)
            except BlockingIOError:
                return
            self.carry(packet)


def put(device, packet):
    try:
        os.write(device, packet)
    except OSError:
        pass  # The receiver's queue is full, as a switch's port may be.


switch = Switch(int(sys.argv[1]), sys.argv[2], sys.argv[3:])
print("ready", flush=True)
switch.run()
