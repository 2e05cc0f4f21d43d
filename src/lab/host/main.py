#!/usr/bin/env python3
"""A Qubes host made of namespaces: dom0 is a folder, a qube is a process, the LAN is the namespace that this runs in.

It is the first process of namespaces of its own (src/lab/up starts it so); whatever it starts ends with it.
  main.py RELEASE FOLDER STOCK
"""
import json
import os
import signal
import stat
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import adminapi
import tools
from cards import Cards
from inventory import LAN, Inventory
from kernel import HERE, Life, Trouble, run

ROUTER, NEIGHBOUR = f'{LAN}.1', f'{LAN}.20'


class Host:
    """The host: starts and stops its qubes and changes what dom0 knows of them, one change at a time."""

    def __init__(self, release, folder, stock):
        self.folder = folder
        self.inventory = Inventory(stock, release)
        self.cards = Cards(self.inventory, folder)
        self.listeners = []
        self.lock = threading.RLock()
        self.next_xid = 1

    def happened(self, subject, name, *values):
        for listener in list(self.listeners):
            listener.put(adminapi.event(subject, name, *values))

    # -- power ---------------------------------------------------------------------------------------------------------

    def start(self, qube):
        with self.lock:
            if qube.running:
                return
            netvm = self.inventory.netvm(qube)
            if netvm:
                self.start(self.inventory.qubes[netvm])
            qube.xid, self.next_xid = self.next_xid, self.next_xid + 1
            try:
                self.boot(qube)
            except (Trouble, OSError):
                self.end(qube)
                raise
        self.happened(qube.name, 'domain-start', 'start_guid', 'True')

    def boot(self, qube):
        cards = self.cards.wanted(qube)
        for card in cards:
            self.cards.check(qube, card)
        qube.life = Life(self.folder, qube.name, f'{self.folder}/root/{self.inventory.root_of(qube).name}',
                         f'{self.folder}/rw/{qube.name}', self.has(qube), self.rules())
        for uplink in qube.uplinks:
            self.plug(qube, uplink)
        for card in cards:
            self.cards.attach(qube, card)
        if cards and self.inventory.manager(qube) and not self.inventory.old:
            self.cards.generated_keyfile(qube)
        qube.life.go(qube.name)
        if cards and not self.inventory.manager(qube):
            self.cards.configure(qube)
        if self.inventory.provides_network(qube):
            netvm = self.inventory.netvm(qube)
            self.cards.redirect_dns(qube.name, self.inventory.dns_of(netvm)[0] if netvm else ROUTER)
            self.reattach(qube)

    def has(self, qube):
        words = []
        if qube.klass == 'TemplateVM':
            words.append('template')
        if self.inventory.release in ('R2B2', 'R4.1'):
            words.append('iptables-legacy')
        if self.inventory.provides_network(qube):
            words.append('network')
        if self.inventory.manager(qube):
            words.append('manager')
        if self.inventory.old:
            words.append('nmcli-0.9')
        return words

    def rules(self):
        return {'R2B2': '/etc/sysconfig/iptables', 'R4.1': '/etc/qubes/iptables.rules'}.get(
            self.inventory.release, '/etc/qubes/qubes-ipv4.nft')

    @staticmethod
    def plug(qube, uplink):
        """A cable from the LAN's switch to a card of the qube."""
        name, mac = uplink[0], uplink[1]
        port = f'to-{qube.name}'[:15]
        run(['ip', 'link', 'add', port, 'type', 'veth',
             'peer', 'name', name, 'address', mac, 'netns', qube.life.pid])
        run(['ip', 'link', 'set', port, 'master', 'lan', 'up'])

    def reattach(self, netvm):
        """What R4.1 and R4.2 do with the qubes behind a net qube that comes back; the others leave them without."""
        if self.inventory.release in ('R4.1', 'R4.2'):
            for qube in self.behind(netvm):
                if not qube.cards:
                    for card in self.cards.wanted(qube):
                        self.cards.check(qube, card)
                        self.cards.attach(qube, card)
                    if not self.inventory.manager(qube):
                        self.cards.configure(qube)

    def behind(self, netvm):
        return [each for each in self.inventory.qubes.values()
                if each.life is not None and self.inventory.netvm(each) == netvm.name]

    def require_alone(self, qube):
        others = ', '.join(each.name for each in self.behind(qube))
        if others:
            raise Trouble(f'There are other VMs connected to this VM: {others}')

    def shutdown(self, qube):
        with self.lock:
            if qube.life is None:
                return
            self.end(qube)
        self.happened(qube.name, 'domain-shutdown')

    def end(self, qube):
        for card in list(qube.cards):
            self.cards.detach(qube, card)
        for each in self.behind(qube):
            each.cards = []
        if qube.life is not None:
            qube.life.end()
        qube.life, qube.xid = None, -1

    # -- settings ------------------------------------------------------------------------------------------------------

    def set_property(self, qube, name, value):
        with self.lock:
            if name == 'netvm' and qube.life is not None:
                self.move(qube, value)
            elif value is None:
                qube.set.pop(name, None)
            else:
                qube.set[name] = value

    def move(self, qube, netvm):
        for card in list(qube.cards):
            self.cards.detach(qube, card)
        if netvm is None:
            qube.set.pop('netvm', None)
        else:
            qube.set['netvm'] = netvm
        for card in self.cards.wanted(qube):
            self.cards.check(qube, card)
            self.cards.attach(qube, card)
        if qube.cards and not self.inventory.manager(qube):
            self.cards.configure(qube)

    def restart_qubesd(self):
        self.cards.forget_templates()

    # -- from nothing --------------------------------------------------------------------------------------------------

    def build(self):
        self.inventory.lay_out(self.folder)
        self.lan()
        net = self.inventory.qubes[self.inventory.net]
        self.start(net)
        for name in self.inventory.running_at_first():
            self.start(self.inventory.qubes[name])
        self.put_tools()
        if not self.inventory.old:
            serve(adminapi.Server(f'{self.folder}/qubesd.sock', self))
        serve(tools.Server(f'{self.folder}/run/tools.sock', self))
        self.await_lease(net)

    def lan(self):
        """A switch, on it a router with DHCP and DNS, and a neighbour."""
        run(['ip', '-batch', '-'], f'link set lo up\nlink add lan type bridge stp_state 0 forward_delay 0\n'
            f'addr add {ROUTER}/24 dev lan\nlink set lan up\n')
        neighbour = subprocess.Popen(['unshare', '--net', 'sh', '-c', 'echo up; exec sleep 2147483647'],
                                     stdout=subprocess.PIPE, text=True)
        neighbour.stdout.readline()
        enter = ['nsenter', '-t', str(neighbour.pid), '-n', 'ip', '-batch', '-']
        run(['ip', 'link', 'add', 'to-neighbour', 'type', 'veth',
             'peer', 'name', 'eth0', 'netns', str(neighbour.pid)])
        run(['ip', 'link', 'set', 'to-neighbour', 'master', 'lan', 'up'])
        run(enter, f'link set lo up\nlink set eth0 up\naddr add {NEIGHBOUR}/24 dev eth0\nroute add default via {ROUTER}\n')
        with open(f'{self.folder}/run/neighbour', 'w', encoding='ascii') as file:
            file.write(f'{neighbour.pid}\n')
        # Without root there is one group only, and first.sh has hidden the others from it.
        group = ['--group=root'] if os.path.getsize('/etc/group') else []
        self.dnsmasq = subprocess.Popen(
            ['dnsmasq', '--keep-in-foreground', '--conf-file=/dev/null', '--user=root', *group, '--interface=lan',
             '--bind-interfaces', f'--dhcp-range={LAN}.100,{LAN}.200,1h', '--dhcp-authoritative', '--no-ping',
             '--no-resolv', '--no-hosts', f'--address=/neighbour.lan/{NEIGHBOUR}', '--pid-file=',
             f'--dhcp-leasefile={self.folder}/run/leases', f'--log-facility={self.folder}/run/log/dnsmasq', '--log-dhcp'])
        with open(f'{self.folder}/run/dnsmasq', 'w', encoding='ascii') as file:
            file.write(f'{self.dnsmasq.pid}\n')

    def put_tools(self):
        folder = f'{self.folder}/tools'
        os.makedirs(folder)
        with open(f'{HERE}/qvm-run', encoding='utf-8') as file:
            self.program(f'{folder}/qvm-run', file.read())
        with open(f'{HERE}/tool', encoding='utf-8') as file:
            text = file.read()
        for program in tools.PROGRAMS:
            self.program(f'{folder}/{program}', text)

    def program(self, path, text):
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text.replace('@FOLDER@', self.folder))
        os.chmod(path, stat.S_IRWXU | stat.S_IRGRP | stat.S_IXGRP | stat.S_IROTH | stat.S_IXOTH)

    def await_lease(self, net):
        card = net.uplinks[0][0]
        net.life.within(f'for i in $(seq 200); do ip -4 -o addr show {card} | grep -q "inet {LAN}" && exit; sleep 0.02; done'
                        '\necho "no lease from the LAN" >&2; exit 1')


def serve(server):
    threading.Thread(target=server.serve_forever, daemon=True).start()


def main():
    release, folder, stock = sys.argv[1:]
    os.umask(0o022)
    for each in ('run/qubes', 'run/roots', 'run/log'):
        os.makedirs(f'{folder}/{each}')
    host = Host(release, folder, stock)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(host.build).result()
    with open(f'{folder}/run/ready', 'w', encoding='ascii') as file:
        json.dump({'release': release, 'net': host.inventory.net, 'firewall': host.inventory.firewall,
                   'uplink': host.inventory.qubes[host.inventory.net].uplinks[0][0],
                   'router': ROUTER, 'neighbour': NEIGHBOUR}, file)
    signal.pause()


if __name__ == '__main__':
    main()
