#!/usr/bin/env python3
"""A net qube and the wires that lead to it, in two network namespaces of this process alone.

Reads one JSON object a line from standard input and answers each with one line. It must be started in a network
namespace of its own (unshare --net); that one holds the far ends of the wires, a second one is made for the net qube.
Both end with this process, so that nothing is left of them however it ends.

  {"do": "build", "topology": {...}, "hosts": {ADDRESS: PORT}}    interfaces, routes and switches of the net qube
  {"do": "run", "argv": [...], "stdin": "..."}                    a command in the net qube: {"code", "out", "err"}
  {"do": "silence"}                                               takes all nftables rules away but our own
  {"do": "send", "packets": [...]}                                where each packet came out:
      {ID: {"out": [{"port", "source", "destination", "sourcePort", "destinationPort"}], "local": true|false}}
"""
import ctypes
import json
import os
import select
import socket
import struct
import subprocess
import sys

CLONE_NEWNET = 0x40000000
ETH_P_ALL, ETH_P_IP, ETH_P_LOCAL_EXPERIMENT = 3, 0x0800, 0x88B5
PACKET_OUTGOING = 4
SO_MARK = 36
OWN_MARK = 0x77
TAG = b'DB'
VIF_MAC = 'fe:ff:ff:ff:ff:ff'
# Nothing that the net qube answers by itself may meet the rules that are tried: only packets that carry our mark leave.
# A rule that asks for a state switches connection tracking on, as it always is in a net qube.
SILENCE = f'''
table inet silence {{
  chain output {{ type filter hook output priority -1000; policy accept; meta mark != {OWN_MARK} drop; }}
  chain track {{ type filter hook prerouting priority 1000; policy accept; ct state new; }}
}}
'''

libc = ctypes.CDLL(None, use_errno=True)


def check(result):
    if result != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def mac_bytes(text):
    return bytes.fromhex(text.replace(':', ''))


def checksum(data):
    if len(data) % 2:
        data += b'\0'
    total = sum(struct.unpack(f'!{len(data) // 2}H', data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF


def write(path, value):
    with open(path, 'w', encoding='ascii') as file:
        file.write(str(value))


def run(argv, stdin=''):
    done = subprocess.run(argv, input=stdin, capture_output=True, text=True, check=False)
    return {'code': done.returncode, 'out': done.stdout, 'err': done.stderr}


def must(argv, stdin=''):
    done = run(argv, stdin)
    if done['code']:
        raise RuntimeError(f'{argv}: {done["err"]}\n{stdin}')
    return done


class Lab:
    def __init__(self):
        self.wire_fd = os.open('/proc/self/ns/net', os.O_RDONLY)
        check(libc.unshare(CLONE_NEWNET))
        self.net_fd = os.open('/proc/self/ns/net', os.O_RDONLY)
        self.ports, self.far, self.near = {}, {}, {}
        self.bridge_of = {}
        self.poll = select.poll()
        self.local = []
        for protocol in (1, 2, 6, 17, 47, 50, 132):
            one = socket.socket(socket.AF_INET, socket.SOCK_RAW | socket.SOCK_NONBLOCK, protocol)
            one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
            self.local.append(one)
            self.poll.register(one, select.POLLIN)
        self.own = socket.socket(socket.AF_INET, socket.SOCK_RAW, socket.IPPROTO_RAW)
        self.own.setsockopt(socket.SOL_SOCKET, SO_MARK, OWN_MARK)
        self.own.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)

    def on_wire(self):
        check(libc.setns(self.wire_fd, CLONE_NEWNET))

    def in_net(self):
        check(libc.setns(self.net_fd, CLONE_NEWNET))

    # -- the net qube ------------------------------------------------------------------------------------------------

    def build(self, topology, hosts):
        self.tear_down()
        interfaces = topology['interfaces']
        names = [each['name'] for each in interfaces]
        cards = [each for each in interfaces if each.get('kind') != 'bridge' and each['name'] != 'lo']
        lines = ['link set lo up']
        for number, each in enumerate(cards):
            far = f'w{number}'
            mac = VIF_MAC if each['name'].startswith('vif') else f'02:00:00:00:01:{number:02x}'
            lines.append(f'link add {each["name"]} address {mac} type veth peer name {far} address'
                         f' 02:00:00:00:02:{number:02x} netns /proc/{os.getpid()}/fd/{self.wire_fd}')
            self.far[each['name']] = (far, f'02:00:00:00:02:{number:02x}')
            self.near[each['name']] = mac
        for each in interfaces:
            if each.get('kind') == 'bridge':
                self.near[each['name']] = '02:00:00:00:03:01'
                lines.append(f'link add {each["name"]} address 02:00:00:00:03:01 type bridge stp_state 0'
                             ' forward_delay 0 mcast_snooping 0')
        for each in interfaces:
            if each.get('master'):
                self.bridge_of[each['name']] = each['master']
                lines.append(f'link set {each["name"]} master {each["master"]}')
        must(['ip', '-batch', '-'], '\n'.join(lines) + '\n')
        self.switches(topology, names)
        self.addresses(topology, hosts)
        self.wires(cards)

    def tear_down(self):
        for one in self.ports.values():
            self.poll.unregister(one)
            one.close()
        links = json.loads(must(['ip', '-j', 'link', 'show'])['out'])
        lines = [f'link del {each["ifname"]}' for each in links if each['ifname'] in self.near]
        must(['ip', '-batch', '-'], '\n'.join(lines) + '\n')
        self.ports, self.far, self.near, self.bridge_of = {}, {}, {}, {}

    def switches(self, topology, names):
        for where in ['all', 'default', *names]:
            base = f'/proc/sys/net/ipv4/conf/{where}'
            write(f'{base}/rp_filter', topology.get('rpFilter', 0))
            write(f'{base}/accept_local', 0)
            write(f'{base}/send_redirects', 1)
            write(f'{base}/log_martians', 0)
            if os.path.exists(f'/proc/sys/net/ipv6/conf/{where}/disable_ipv6'):
                write(f'/proc/sys/net/ipv6/conf/{where}/disable_ipv6', 1)
        write('/proc/sys/net/ipv4/ip_forward', int(topology.get('ipForward', True)))
        # On a busy machine a trial takes longer than the half minute after which these are forgotten.
        for kind in ('generic_timeout', 'icmp_timeout', 'udp_timeout', 'udp_timeout_stream'):
            limit = f'/proc/sys/net/netfilter/nf_conntrack_{kind}'
            if os.path.exists(limit):
                write(limit, 3600)
        if os.path.exists('/proc/sys/net/bridge/bridge-nf-call-iptables'):
            write('/proc/sys/net/bridge/bridge-nf-call-iptables', int(topology.get('bridgeNetfilter', False)))

    def addresses(self, topology, hosts):
        lines = []
        for each in topology['interfaces']:
            name = each['name']
            if name != 'lo':
                for address in each.get('addresses', []):
                    lines.append(f'addr add {address} brd + dev {name}' if not address.endswith('/32')
                                 else f'addr add {address} dev {name}')
                lines.append(f'link set {name} up group {each.get("group", 0)}')
        must(['ip', '-batch', '-'], '\n'.join(lines) + '\n')
        lines = []
        for each in topology['routes']:
            via = f'via {each["via"]} ' if each.get('via') else ''
            lines.append(f'route replace {each["to"]} {via}dev {each["dev"]}')
        for address, port in hosts.items():
            dev = self.bridge_of.get(port, port)
            lines.append(f'neigh replace {address} lladdr {self.far[port][1]} dev {dev} nud permanent')
        must(['ip', '-batch', '-'], '\n'.join(lines) + '\n')

    def wires(self, cards):
        self.on_wire()
        try:
            lines = ['link set lo up']
            for name, (far, _) in self.far.items():
                write(f'/proc/sys/net/ipv6/conf/{far}/disable_ipv6', 1)
                lines.append(f'link set {far} arp off up')
            must(['ip', '-batch', '-'], '\n'.join(lines) + '\n')
            for name, (far, mac) in self.far.items():
                one = socket.socket(socket.AF_PACKET, socket.SOCK_RAW | socket.SOCK_NONBLOCK, socket.htons(ETH_P_ALL))
                one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 22)
                one.bind((far, ETH_P_ALL))
                self.ports[name] = one
                self.poll.register(one, select.POLLIN)
                # The bridge learns who is behind which port.
                one.send(b'\xff' * 6 + mac_bytes(mac) + struct.pack('!H', ETH_P_LOCAL_EXPERIMENT) + bytes(46))
        finally:
            self.in_net()
        self.hear(20)

    # -- packets -----------------------------------------------------------------------------------------------------

    def send(self, packets):
        wanted = {}
        for packet in packets:
            number = len(wanted) + 1
            wanted[number] = packet['id']
            data = ip_packet(packet, TAG + struct.pack('!I', number))
            if packet['in'] == 'lo':
                try:
                    self.own.sendto(data, (packet['destination'], 0))
                except OSError:
                    pass  # a rule of OUTPUT refused it, or nothing leads there; it just does not come out anywhere
            else:
                self.ports[packet['in']].send(self.header(packet) + data)
        seen = {each['id']: {'out': [], 'local': False} for each in packets}
        for number, port, headers in self.hear(6):
            if number in wanted:
                entry = seen[wanted[number]]
                if port is None:
                    entry['local'] = True
                else:
                    entry['out'].append({'port': port, **headers})
        return seen

    def header(self, packet):
        to, port = packet['ethernetDestination'], packet['in']
        if to == 'self':
            mac = mac_bytes(self.near[self.bridge_of.get(port, port)])
        elif to == 'broadcast':
            mac = b'\xff' * 6
        elif to == 'multicast':
            mac = b'\x01\x00\x5e' + struct.pack('!I', struct.unpack(
                '!I', socket.inet_aton(packet['destination']))[0] & 0x7FFFFF)[1:]
        else:
            mac = mac_bytes(self.far[to][1])
        return mac + mac_bytes(self.far[port][1]) + struct.pack('!H', ETH_P_IP)

    def hear(self, quiet):
        """What arrives until it has been quiet for so many milliseconds."""
        by_fd = {one.fileno(): name for name, one in self.ports.items()}
        sockets = {one.fileno(): one for one in [*self.ports.values(), *self.local]}
        heard = []
        while True:
            ready = self.poll.poll(quiet)
            if not ready:
                return heard
            for fd, _ in ready:
                while True:
                    try:
                        data, address = sockets[fd].recvfrom(4096)
                    except BlockingIOError:
                        break
                    port = by_fd.get(fd)
                    if port is not None:
                        if address[2] == PACKET_OUTGOING or data[12:14] != b'\x08\x00':
                            continue
                        data = data[14:]
                    found = read(data)
                    if found:
                        heard.append((found[0], port, found[1]))


def read(data):
    """The number in a packet of ours and its addresses and ports."""
    length = (data[0] & 15) * 4
    data = data[:struct.unpack('!H', data[2:4])[0]]
    if len(data) < length + 6 or data[-6:-4] != TAG:
        return None
    ports = struct.unpack('!HH', data[length:length + 4]) if data[9] in (6, 17) else (0, 0)
    return struct.unpack('!I', data[-4:])[0], {
        'source': socket.inet_ntoa(data[12:16]), 'destination': socket.inet_ntoa(data[16:20]),
        'sourcePort': ports[0], 'destinationPort': ports[1]}


def ip_packet(packet, tag):
    protocol = packet['protocol']
    source, destination = socket.inet_aton(packet['source']), socket.inet_aton(packet['destination'])
    ports = struct.pack('!HH', packet.get('sourcePort', 0), packet.get('destinationPort', 0))
    if protocol == 6:
        body = ports + struct.pack('!IIBBHHH', 1, packet.get('acknowledges', 0), 5 << 4, packet.get('flags', 2),
                                   8192, 0, 0) + tag
        at = 16
    elif protocol == 17:
        body = ports + struct.pack('!HH', 8 + len(tag), 0) + tag
        at = 6
    elif protocol == 1:
        about = ip_packet(packet['about'], b'') if packet.get('about') else b''
        body = struct.pack('!BBHHH', packet.get('icmpType', 8), packet.get('icmpCode', 0), 0,
                           packet.get('icmpId', 0), 1) + about + tag
        at = 2
    else:
        body, at = bytes(16) + tag, None
    if at is not None:
        pseudo = source + destination + struct.pack('!BBH', 0, protocol, len(body)) if protocol != 1 else b''
        total = checksum(pseudo + body) ^ (0x5555 if packet.get('broken') else 0)
        body = body[:at] + struct.pack('!H', total or 0xFFFF) + body[at + 2:]
    head = struct.pack('!BBHHHBBH4s4s', 0x45, 0, 20 + len(body), packet.get('ipId', 0), 0, packet.get('ttl', 64),
                       protocol, 0, source, destination)
    return head[:10] + struct.pack('!H', checksum(head)) + head[12:] + body


def main():
    lab = Lab()
    for line in sys.stdin:
        order = json.loads(line)
        try:
            if order['do'] == 'build':
                lab.build(order['topology'], order['hosts'])
                answer = {}
            elif order['do'] == 'run':
                answer = run(order['argv'], order.get('stdin', ''))
            elif order['do'] == 'silence':
                answer = must(['nft', '-f', '-'], 'flush ruleset\n' + SILENCE)
            else:
                answer = lab.send(order['packets'])
        except Exception as failed:  # pylint: disable=broad-except  # told to the test, which fails
            answer = {'failed': f'{type(failed).__name__}: {failed}'}
        print(json.dumps(answer), flush=True)


if __name__ == '__main__':
    main()
