"""The story that is proved: a bridge goes up and comes down again, and packets tell at each stage who reaches whom."""
import os
import time

from state import SWITCHES, State


class Story:
    """Drives a console and sends packets; what comes of it is in the cases."""

    def __init__(self, places, console, rounds, cases):
        self.places, self.console, self.rounds, self.cases = places, console, rounds, cases
        self.state = State(places, console)
        self.net = places.facts['net']
        self.old = places.facts['release'] == 'R2B2'
        self.nft = places.facts['release'] in ('R4.2', 'R4.3')

    def tell(self):
        self.console.post('/inventory/sync')
        self.bring_patches()
        self.rounds.routes('neighbour')
        before = self.state.now('work', [])
        self.rounds.routed('before')
        for hardening in ('hardened', 'seed'):
            self.up_and_down(hardening, before)
        self.cut(before)

    def bring_patches(self):
        if self.old:
            folder = os.environ['LAB_SAMPLES']
            for name in sorted(os.listdir(folder)):
                with open(f'{folder}/{name}', 'rb') as file:
                    self.console.upload(name, file.read())

    def profile(self, name, hardening):
        uplink = self.places.facts['uplink']
        return self.console.profile(
            name=name, netvm=self.net, bridge=self.rounds.bridge, uplink={'interface': uplink},
            address={'method': 'dhcp'}, stp=False, hardening=hardening,
            attachments=[{'qube': 'work', 'mode': 'replace'}])

    def up_and_down(self, hardening, before):
        opened = hardening == 'seed'
        profile = self.profile(f'proof {hardening}', hardening)
        plan = self.console.plan(profile['id'])
        job = self.console.apply(plan)
        job = self.console.await_job(job['id'], 'awaiting-confirmation')
        self.await_address('work', 'eth0', '192.168.')
        self.rounds.routes('neighbour', 'work')
        self.rounds.routed(hardening, opened)
        self.rounds.bridged(hardening, opened)
        self.kept(hardening, before)
        if not opened:
            self.with_bridge_netfilter(hardening)
        held = self.rounds.packets.hold('neighbour', 'untrusted', self.rounds.ip('untrusted')) if opened else None
        self.console.post(f'/jobs/{job["id"]}/confirm')
        self.console.post(f'/jobs/{job["id"]}/revert')
        self.console.await_job(job['id'], 'reverted')
        self.await_address(self.net, self.places.facts['uplink'], '192.168.')
        if held is not None:
            self.cases.add('seed.back.old-connection',
                           'bytes on a connection that the neighbour opened into untrusted while the rule stood',
                           'nothing arrived', 'they arrived' if held.carries() else 'nothing arrived')
            held.close()
        self.back(f'{hardening}.back', before)
        self.console.call('DELETE', f'/profiles/{profile["id"]}')

    def kept(self, stage, before):
        """What Qubes itself put in force at run time is there line by line."""
        now = self.state.rules(self.net)
        for name, mark in (('dns-redirection', 'dnat to' if self.nft else '--to-destination'),
                           ('anti-spoofing', ' . 10.137.' if self.nft else '/32 -i vif')):
            lines = [line.strip() for line in before[f'rules of {self.net}'].splitlines() if mark in line]
            lost = [line for line in lines if line not in now]
            self.cases.add(f'{stage}.{name}-stands', f'the {len(lines)} lines that Qubes added to the rules of {self.net}',
                           'all in force', 'all in force' if lines and not lost else f'lost: {lost}')

    def with_bridge_netfilter(self, stage):
        """The kernel's three switches the other way round, as whatever loads br_netfilter behind one's back leaves them."""
        found = self.places.sh(self.net, f'sysctl -n {SWITCHES[0]}').strip()
        for on in (found == '0', found == '1'):
            self.places.sh(self.net, ' '.join(['sysctl -q -w', *(f'{each}={int(on)}' for each in SWITCHES)]))
            name = f'{stage}.nf-{"on" if on else "off"}'
            self.rounds.routed(name)
            # nftables has no word for a frame that only crosses a bridge, which is why the plan switches this off there.
            self.rounds.bridged(name, passes=not (on and self.nft))

    def await_address(self, qube, link, start, within=10):
        until = time.monotonic() + within
        while time.monotonic() < until:
            address = self.places.address(qube, link)
            if address and address.startswith(start):
                return address
            time.sleep(0.05)
        return None

    def back(self, stage, before):
        self.console.post('/inventory/sync')
        now = self.state.now('work', [])
        for name in before:
            self.cases.add(f'{stage}.same-{name.replace(" ", "-")}', f'{name}, compared with what it was before',
                           'the same', 'the same' if before[name] == now[name] else difference(before[name], now[name]))
        self.rounds.routes('neighbour')
        self.rounds.routed(stage)
        self.rounds.unbridged(stage)

    # -- the cable that is pulled in the middle ------------------------------------------------------------------------

    def cut(self, before):
        uplink = self.places.facts['uplink']
        old = self.places.address(self.net, uplink)
        profile = self.profile('proof cut', 'hardened')
        job = self.console.apply(self.console.plan(profile['id']))['id']
        self.await_port_keyfile()
        self.places.sh('lan', f'ip link set to-{self.net} down')
        going_back = self.console.await_job(job, 'reverting', 'reverted')
        self.places.sh('lan', f'ip link set to-{self.net} up')
        plugged = time.monotonic()
        again = self.await_address(self.net, uplink, old, within=30)
        took = time.monotonic() - plugged
        done = self.console.await_job(job, 'reverted') if going_back['state'] != 'reverted' else going_back
        self.cases.add('cut.goes-back', 'the cable is pulled while the bridge comes up', 'reverted by itself',
                       f'{done["state"]} by itself')
        self.cases.add('cut.says-why', 'the cause that the job tells', 'a sentence', 'a sentence' if done['cause'] else 'nothing')
        self.cases.add('cut.old-address', f'how soon {uplink} has {old} again', 'within 10 s',
                       'within 10 s' if again == old and took <= 10 else f'{again} after {took:.1f} s')
        self.cause = done['cause']
        self.back('cut.back', before)

    def await_port_keyfile(self):
        folder = f'{self.places.lab}/rw/{self.net}/config/NM-system-connections'
        until = time.monotonic() + 60
        while time.monotonic() < until:
            if any('port' in name or name.startswith(self.rounds.bridge + '-') for name in os.listdir(folder)
                   if not name.startswith('.')):
                return
            time.sleep(0.01)
        raise RuntimeError('The port keyfile was not written within a minute.')


def difference(before, now):
    gone = [line for line in before.splitlines() if line not in now.splitlines()]
    come = [line for line in now.splitlines() if line not in before.splitlines()]
    return f'gone: {gone[:5]}, come: {come[:5]}'[:1500]
