"""What a host is like at one moment, in a form in which two moments can be compared."""
import hashlib
import json
import os
import re

SWITCHES = [f'net.bridge.bridge-nf-call-{each}' for each in ('iptables', 'ip6tables', 'arptables')]
FLEETING = {'ifindex', 'link_index', 'link_netnsid', 'valid_life_time', 'preferred_life_time', 'txqlen', 'tentative'}


class State:
    """The state as named texts."""

    def __init__(self, places, console):
        self.places, self.console = places, console
        self.names = {}

    def now(self, qube, routed):
        """Everything of the net qube, of the firewall qube's rules, of dom0's files, and of the qube that moves."""
        self.names = {f'vif{each["xid"]}.0': f'vif of {each["name"]}' for each in self.numbers()}
        net, firewall = self.places.facts['net'], self.places.facts['firewall']
        state = {f'rules of {each}': self.rules(each) for each in (net, firewall)}
        state['connections'] = '\n'.join(sorted(self.places.sh(
            net, '$([ -x /run/lab/nmcli ] && echo /run/lab/nmcli || echo nmcli) -t -f NAME,UUID,TYPE,DEVICE,ACTIVE,AUTOCONNECT connection show').splitlines()))
        for words in ('link', 'addr', 'route'):
            told = json.loads(self.places.sh(net, f'ip -j -d {words} show' if words == 'link' else f'ip -j {words} show'))
            state[f'ip {words}'] = self.stable(told)
        state['switches'] = self.places.sh(net, f'sysctl {" ".join(SWITCHES)}')
        state['files of dom0'] = self.files(f'{self.places.lab}/dom0', ['/var/lib/drawbridge'])
        for each in (net, qube):
            state[f'files of {each}'] = self.files(f'{self.places.lab}/rw/{each}', ['qubes-uplink-eth0'])
        state['files of templates'] = self.files(f'{self.places.lab}/root', [])
        state[f'settings of {qube}'] = self.settings(qube)
        return state

    def numbers(self):
        for name in os.listdir(f'{self.places.lab}/run/qubes'):
            told = self.console.get(f'/qubes/{name}')
            yield {'name': name, 'xid': told['properties']['xid']['value']}

    def rules(self, qube):
        tool = 'nft -s list ruleset' if self.places.facts['release'] in ('R4.2', 'R4.3') else 'iptables-save'
        text = re.sub(r'\[[0-9]+:[0-9]+\]', '[0:0]', self.places.sh(qube, tool))
        lines = self.named('\n'.join(line for line in text.splitlines() if not line.startswith('#'))).splitlines()
        # Which of two qubes came last is not of interest: the rules against spoofing stand in the order of their coming.
        spoofing = sorted(line for line in lines if line.startswith('-A PREROUTING') and ' -s ' in line)
        return '\n'.join([line for line in lines if line not in spoofing] + spoofing)

    def named(self, text):
        return re.sub(r'vif[0-9]+\.0', lambda found: self.names.get(found[0], found[0]), text)

    def stable(self, told):
        def clean(value):
            if isinstance(value, dict):
                return {key: clean(each) for key, each in value.items() if key not in FLEETING}
            return [clean(each) for each in value] if isinstance(value, list) else value
        return self.named('\n'.join(sorted(json.dumps(clean(each), sort_keys=True) for each in told)))

    @staticmethod
    def files(root, without):
        lines = []
        for folder, _, names in os.walk(root):
            for name in [''] + names:
                path = os.path.join(folder, name).rstrip('/')
                shown = path[len(root):] or '/'
                if any(each in shown for each in without):
                    continue
                told = os.lstat(path)
                digest = ''
                if os.path.islink(path):
                    digest = os.readlink(path)
                elif name:
                    with open(path, 'rb') as file:
                        digest = hashlib.sha256(file.read()).hexdigest()
                lines.append(f'{shown} {told.st_mode:o} {told.st_uid}:{told.st_gid} {digest}')
        return '\n'.join(sorted(lines))

    def settings(self, qube):
        told = self.console.get(f'/qubes/{qube}')
        properties = {name: each for name, each in told['properties'].items() if name not in ('xid', 'stubdom_xid')}
        return json.dumps([properties, told['features']], sort_keys=True, indent=1)
