"""Packets that are sent at one place of a lab and looked for at another."""
import itertools
import secrets
import socket
import struct
import time

SILENCE = 'no connection'
WAIT = 0.5


class Packets:
    """Each way of sending tells in a few words what was seen."""

    def __init__(self, places):
        self.places = places
        self.ports = itertools.count(20001)

    def port(self):
        return next(self.ports)

    def tcp(self, source, target, address):
        """Opens a connection; what is seen is who the other end takes for its peer."""
        held = self.hold(source, target, address)
        if held is None:
            return SILENCE
        held.close()
        return f'connected, as {held.seen_as}'

    def hold(self, source, target, address):
        """A connection that stays open, or nothing if none comes about."""
        port = self.port()
        server = self.places.socket(target, lambda: socket.create_server(('', port)))
        client = self.places.socket(source, lambda: socket.socket(socket.AF_INET, socket.SOCK_STREAM))
        client.settimeout(WAIT)
        server.settimeout(WAIT)
        try:
            client.connect((address, port))
            accepted, peer = server.accept()
        except OSError:
            client.close()
            return None
        finally:
            server.close()
        return Held(client, accepted, peer[0])

    def udp(self, source, target, address, spoofed=None):
        """Sends one datagram, with another source address if told so, and listens at the target's card."""
        token, port = secrets.token_bytes(8), self.port()
        ear = self.places.socket(target, lambda: socket.socket(
            socket.AF_PACKET, socket.SOCK_DGRAM, socket.htons(0x0800)))
        mouth = self.places.socket(source, lambda: socket.socket(
            socket.AF_INET, socket.SOCK_RAW if spoofed else socket.SOCK_DGRAM,
            socket.IPPROTO_RAW if spoofed else 0))
        with ear, mouth:
            mouth.sendto(datagram(spoofed, address, port, token) if spoofed else token, (address, port))
            until = time.monotonic() + WAIT
            while (left := until - time.monotonic()) > 0:
                ear.settimeout(left)
                try:
                    packet = ear.recv(2048)
                except TimeoutError:
                    break
                if packet.endswith(token):
                    return f'arrived, from {socket.inet_ntoa(packet[12:16])}'
        return 'nothing arrived'

    def dns(self, source, server, name):
        """Asks for a name's address."""
        question = b''.join(bytes([len(each)]) + each.encode() for each in name.split('.')) + b'\0\0\1\0\1'
        one = self.places.socket(source, lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM))
        with one:
            one.settimeout(WAIT * 2)
            try:
                one.sendto(struct.pack('!6H', 0x6262, 0x0100, 1, 0, 0, 0) + question, (server, 53))
                answer = one.recv(512)
            except OSError:
                return 'no answer'
        return f'{name} is {socket.inet_ntoa(answer[-4:])}'


class Held:
    """A connection that is open at both ends."""

    def __init__(self, client, accepted, seen_as):
        self.client, self.accepted, self.seen_as = client, accepted, seen_as

    def carries(self):
        """Whether what is said at one end is heard at the other."""
        token = secrets.token_bytes(8)
        self.accepted.settimeout(WAIT * 2)
        try:
            self.client.sendall(token)
            return self.accepted.recv(64).endswith(token)
        except OSError:
            return False

    def close(self):
        self.client.close()
        self.accepted.close()


def datagram(source, target, port, token):
    """An IPv4 datagram as it is on the wire; the kernel adds the checksum of its head, a sum of 0 says that UDP has none."""
    body = struct.pack('!4H', 4242, port, 8 + len(token), 0) + token
    return struct.pack('!BBHHHBBH4s4s', 0x45, 0, 20 + len(body), 0, 0, 64, socket.IPPROTO_UDP, 0,
                       socket.inet_aton(source), socket.inet_aton(target)) + body
