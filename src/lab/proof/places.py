"""The places of a lab that packets are sent from and seen at: sockets of this process in the namespaces of others."""
import ctypes
import json
import os
import subprocess
import threading

CLONE_NEWNET = 0x40000000
libc = ctypes.CDLL(None, use_errno=True)


def run(argv, stdin='', check=True):
    done = subprocess.run(argv, input=stdin, capture_output=True, text=True, check=False)
    if check and done.returncode:
        raise RuntimeError(f'{" ".join(argv)} ended with {done.returncode}: {(done.stderr or done.stdout).strip()}')
    return done.stdout


def read(path):
    with open(path, encoding='utf-8') as file:
        return file.read().strip()


class Places:
    """The qubes of a lab by their names, and besides them lan and neighbour."""

    def __init__(self, lab):
        self.lab = lab
        self.facts = json.loads(read(f'{lab}/run/ready'))
        self.number = read(f'{lab}/run/pid')
        self.home = os.open('/proc/self/ns/net', os.O_RDONLY)
        self.lock = threading.Lock()

    def process(self, place):
        """The folder in /proc of a process that is at that place."""
        if place == 'lan':
            return f'/proc/{self.number}'
        within = read(f'{self.lab}/run/neighbour' if place == 'neighbour' else f'{self.lab}/run/qubes/{place}')
        return f'/proc/{self.number}/root/proc/{within}'

    def socket(self, place, make):
        """A socket that is made at that place and stays there."""
        there = os.open(f'{self.process(place)}/ns/net', os.O_RDONLY)
        with self.lock:
            try:
                self.enter(there)
                return make()
            finally:
                self.enter(self.home)
                os.close(there)

    @staticmethod
    def enter(namespace):
        if libc.setns(namespace, CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), 'setns')

    def sh(self, place, script, check=True):
        """Runs a shell's text at that place; for a qube in its files too."""
        if place in ('lan', 'neighbour'):
            argv = [f'--net={self.process(place)}/ns/net']
        else:
            base = f'{self.process(place)}/ns'
            argv = [f'--net={base}/net', f'--mount={base}/mnt', f'--pid={base}/pid', f'--uts={base}/uts']
        return run(['nsenter', *argv, 'env', '-i', 'LC_ALL=C', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'sh', '-c', script],
                   check=check)

    def address(self, place, link):
        """The IPv4 address of an interface, or nothing."""
        for each in json.loads(self.sh(place, 'ip -j -4 addr show') or '[]'):
            if each.get('ifname') == link:
                for info in each['addr_info']:
                    return info['local']
        return None
