"""What is sent, what is expected and what is seen, round by round."""
import concurrent.futures

from packets import SILENCE

NOTHING = 'nothing arrived'


class Cases:
    """Keeps each case in its order."""

    def __init__(self):
        self.all = []

    def add(self, name, sent, expected, seen):
        self.all.append({'id': name, 'sent': sent, 'expected': expected, 'seen': seen, 'ok': expected == seen})

    def holds(self):
        return bool(self.all) and all(each['ok'] for each in self.all)


class Rounds:
    """Sends the same packets again and again, at each stage of the story."""

    def __init__(self, places, packets, cases):
        self.places, self.packets, self.cases = places, packets, cases
        facts = places.facts
        self.net, self.firewall = facts['net'], facts['firewall']
        self.router, self.neighbour = facts['router'], facts['neighbour']
        self.waiting = []

    def ask(self, stage, name, sent, expected, send, *words):
        self.waiting.append((f'{stage}.{name}', sent, expected, send, words))

    def settle(self):
        """Sends what was asked for, all at once: most of it waits for what does not come."""
        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            seen = [pool.submit(send, *words) for _, _, _, send, words in self.waiting]
            for (name, sent, expected, _, _), each in zip(self.waiting, seen):
                self.cases.add(name, sent, expected, each.result())
        self.waiting = []

    def routes(self, *places):
        """Hosts of the LAN that know the way to Qubes' addresses: what an attacker there would set first."""
        address = self.net_address()
        for place in places:
            self.places.sh(place, f'ip route replace 10.137.0.0/16 via {address}')

    def net_address(self):
        return self.places.address(self.net, self.bridge) or self.places.address(self.net, self.places.facts['uplink'])

    bridge = 'br0'

    def ip(self, qube):
        return self.places.address(qube, 'eth0')

    # -- what holds at every stage -------------------------------------------------------------------------------------

    def routed(self, stage, opened=False):
        tcp, udp, dns = self.packets.tcp, self.packets.udp, self.packets.dns
        address, untrusted, fire = self.net_address(), self.ip('untrusted'), self.ip(self.firewall)
        out = f'connected, as {address}'
        for qube, way in (('untrusted', self.net), ('personal', self.firewall)):
            self.ask(stage, f'{qube}-reaches-lan', f'TCP from {qube} behind {way} to the neighbour on the LAN',
                     out, tcp, qube, 'neighbour', self.neighbour)
            self.ask(stage, f'{qube}-asks-dns', f'DNS query from {qube} to the name server that Qubes told it of',
                     f'neighbour.lan is {self.neighbour}', dns, qube, self.resolver(qube), 'neighbour.lan')
        self.ask(stage, 'routed-apart', f'TCP from untrusted to {self.firewall}, both behind {self.net}',
                 SILENCE, tcp, 'untrusted', self.firewall, fire)
        self.ask(stage, 'routed-apart-back', f'TCP from {self.firewall} to untrusted',
                 SILENCE, tcp, self.firewall, 'untrusted', untrusted)
        self.ask(stage, 'lan-to-routed', f'TCP from the neighbour to untrusted by way of {self.net}',
                 f'connected, as {self.neighbour}' if opened else SILENCE, tcp, 'neighbour', 'untrusted', untrusted)
        self.ask(stage, 'lan-to-routed-udp', f'UDP from the neighbour to untrusted by way of {self.net}',
                 f'arrived, from {self.neighbour}' if opened else NOTHING, udp, 'neighbour', 'untrusted', untrusted)
        self.ask(stage, 'own-source', 'UDP from untrusted to the neighbour with its own source address',
                 f'arrived, from {address}', udp, 'untrusted', 'neighbour', self.neighbour, untrusted)
        for name, source in (('another-qubes', fire), ('a-lan-hosts', f'{self.neighbour[:-2]}77')):
            self.ask(stage, f'spoofed-{name}', f'UDP from untrusted to the neighbour with the source address {source}',
                     NOTHING, udp, 'untrusted', 'neighbour', self.neighbour, source)
        self.settle()

    def resolver(self, qube):
        for line in self.places.sh(qube, 'cat /etc/resolv.conf').splitlines():
            if line.startswith('nameserver'):
                return line.split()[1]
        return '10.139.1.1'

    # -- with the bridge -----------------------------------------------------------------------------------------------

    def bridged(self, stage, opened=False, passes=True):
        tcp = self.packets.tcp
        address, work = self.net_address(), self.ip('work')
        self.lease(stage, work)
        self.ask(stage, 'bridged-reaches-lan', 'TCP from work on the bridge to the neighbour on the LAN',
                 f'connected, as {work}' if passes else SILENCE, tcp, 'work', 'neighbour', self.neighbour)
        self.ask(stage, 'lan-reaches-bridged', 'TCP from the neighbour on the LAN to work on the bridge',
                 f'connected, as {self.neighbour}' if passes else SILENCE, tcp, 'neighbour', 'work', work)
        self.ask(stage, 'bridged-to-routed', f'TCP from work on the bridge to untrusted by way of {self.net}',
                 f'connected, as {work}' if opened else SILENCE, tcp, 'work', 'untrusted', self.ip('untrusted'))
        self.ask(stage, 'net-qube-reaches-lan', f'TCP from {self.net} itself to the neighbour',
                 f'connected, as {address}', tcp, self.net, 'neighbour', self.neighbour)
        self.settle()

    def lease(self, stage, address):
        mac = self.places.sh('work', 'cat /sys/class/net/eth0/address').strip()
        with open(f'{self.places.lab}/run/leases', encoding='ascii') as file:
            given = [line.split()[2] for line in file if line.split()[1] == mac]
        self.cases.add(f'{stage}.lease', f"work asks the LAN's DHCP server for an address for {mac}",
                       f'the server gave {address}, and work has it',
                       f'the server gave {", ".join(given) or "none"}, and work has it'
                       if address in given else f'the server gave {given}, and work has {address}')
        ports = self.places.sh(self.net, f'ip -br link show master {self.bridge}').split()
        net = self.places.address(self.net, self.bridge)
        uplink = self.places.facts['uplink']
        bare = self.places.address(self.net, uplink) is None and any(each.split('@')[0] == uplink for each in ports)
        self.cases.add(f'{stage}.address-on-bridge', f'where {self.net} has its address', f'on {self.bridge}',
                       f'on {self.bridge}' if net and bare else f'on {self.bridge}: {net}, {uplink} is a port: {bare}')

    def unbridged(self, stage):
        self.ask(stage, 'work-routed-again', f'TCP from work behind {self.firewall} to the neighbour',
                 f'connected, as {self.net_address()}', self.packets.tcp, 'work', 'neighbour', self.neighbour)
        self.settle()
