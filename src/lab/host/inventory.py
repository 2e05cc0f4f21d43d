"""The qubes of the lab and what dom0 knows of them: classes, properties and features, from the stock tables of the release."""
import os
import shutil
import uuid

RELEASES = ('R2B2', 'R4.1', 'R4.2', 'R4.3')
# Only these run on two cores and in five seconds; the rest of the stock table is there and halted.
RUNNING = ('net', 'firewall', 'work', 'personal', 'untrusted')
LAN = '192.168.50'


def rows(stock, release, name):
    with open(f'{stock}/{release}/{name}', encoding='utf-8') as file:
        lines = [line.rstrip('\n') for line in file if line.strip() and not line.startswith('#')]
    return [(line.split('\t') + [''] * 8)[:8] for line in lines]


def pairs(text):
    return dict(each.split('=', 1) for each in text.split(';') if each)


class Qube:
    """One qube: what was set of it, and, while it runs, the processes that it is."""

    def __init__(self, row):
        self.name, self.klass, qid, _, label, properties, features, uplinks = row
        self.qid = int(qid)
        self.set = {'label': label, **pairs(properties)}
        self.features = pairs(features)
        self.services = {}
        self.uplinks = [each.split(' ') for each in uplinks.split(',') if each]
        self.xid = -1
        self.life = None
        self.cards = []

    @property
    def running(self):
        return self.life is not None or self.klass == 'AdminVM'


class Inventory:
    """All qubes of a host of one release."""

    def __init__(self, stock, release):
        self.stock, self.release = stock, release
        self.old = release == 'R2B2'
        self.table = rows(stock, release, 'properties.txt')
        self.qubes = {row[0]: Qube(row) for row in rows(stock, release, 'qubes.txt')}
        self.net = 'netvm' if self.old else 'sys-net'
        self.firewall = 'firewallvm' if self.old else 'sys-firewall'
        self.defaults = {'default_netvm': self.firewall}
        # A veth pair can be no wireless card, and one LAN is enough.
        for qube in self.qubes.values():
            qube.uplinks = [each for each in qube.uplinks if each[2] == 'wired' and each[3].startswith(LAN)]
        # One routed qube hangs on the net qube itself, beside the firewall qube.
        self.qubes['untrusted'].set['netvm'] = self.net

    def running_at_first(self):
        return [self.net, self.firewall, 'work', 'personal', 'untrusted']

    # -- what follows from the notes -----------------------------------------------------------------------------------

    def netvm(self, qube):
        if 'netvm' in qube.set:
            return qube.set['netvm']
        return self.default_netvm(qube)

    def default_netvm(self, qube):
        if qube.klass in ('AdminVM', 'NetVM') or (qube.klass == 'TemplateVM' and not self.old):
            return ''
        return self.defaults['default_netvm']

    def provides_network(self, qube):
        if self.old:
            return qube.klass in ('NetVM', 'ProxyVM')
        return qube.set.get('provides_network') == 'True'

    def manager(self, qube):
        if self.old:
            return qube.services.get('network-manager', qube.klass == 'NetVM')
        return bool(qube.features.get('service.network-manager'))

    def net_id(self, netvm):
        return max(1, self.qubes[netvm].qid - 2)

    def ip(self, qube):
        if qube.set.get('ip'):
            return qube.set['ip']
        netvm = self.netvm(qube)
        if self.old:
            return f'10.137.{self.net_id(netvm)}.{qube.qid % 253 + 2}' if netvm else ''
        if not netvm and not self.provides_network(qube):
            return ''
        return f'10.{138 if qube.klass == "DispVM" else 137}.{qube.qid >> 8 & 255}.{qube.qid & 255}'

    def gateway_of(self, netvm):
        return f'10.137.{self.net_id(netvm)}.1' if self.old else self.ip(self.qubes[netvm])

    def dns_of(self, netvm):
        if self.old:
            return [self.gateway_of(netvm), f'10.137.{self.net_id(netvm)}.254']
        return ['10.139.1.1', '10.139.1.2']

    def mac(self, qube):
        return qube.set.get('mac') or f'00:16:3e:5e:6c:{qube.qid & 255 if self.old else 0:02x}'

    def root_of(self, qube):
        """The qube whose root image it uses."""
        while qube.klass not in ('TemplateVM', 'StandaloneVM', 'AdminVM'):
            qube = self.qubes[qube.set['template']]
        return qube

    # -- as the daemon and the tools tell it ---------------------------------------------------------------------------

    def properties(self, qube):
        told = {}
        for name, kind, _, classes, fallback, *_ in self.table:
            concerns = classes == '*' or (
                classes[1:] != qube.klass if classes.startswith('-') else qube.klass in classes.split(','))
            if not concerns:
                continue
            kind = kind if kind in ('bool', 'int', 'vm', 'label') else 'str'
            if name in qube.set:
                told[name] = (False, kind, qube.set[name])
            else:
                told[name] = (fallback not in ('@name', '@qid', '@uuid'), kind, self.fallback(qube, fallback))
        return told

    def fallback(self, qube, text):
        netvm = self.netvm(qube)
        worked_out = {
            '@name': lambda: qube.name,
            '@qid': lambda: str(qube.qid),
            '@uuid': lambda: str(uuid.uuid5(uuid.NAMESPACE_DNS, qube.name)),
            '@klass': lambda: qube.klass,
            '@netvm': lambda: self.default_netvm(qube),
            '@ip': lambda: self.ip(qube),
            '@mac': lambda: self.mac(qube),
            '@dns': lambda: ' '.join(self.dns_of(netvm)) if netvm else '',
            '@gateway': lambda: self.gateway_of(netvm) if netvm else '',
            '@netmask': lambda: '255.255.255.255' if self.ip(qube) else '',
            '@xid': lambda: str(qube.xid),
            '@updateable': lambda: str(self.root_of(qube) is qube),
            '@icon': lambda: f'{qube.klass.lower()}-{qube.set["label"]}',
        }
        return worked_out[text]() if text in worked_out else '' if text.startswith('@') else text

    # -- the files -----------------------------------------------------------------------------------------------------

    def lay_out(self, folder):
        """The files of dom0, of the templates, and what is /rw in each qube, as they are on a fresh host."""
        templates = [each for each in self.qubes.values() if each.klass in ('TemplateVM', 'StandaloneVM')]
        for where, mode, path, resource, *_ in rows(self.stock, self.release, 'files.txt'):
            roots = [f'{folder}/dom0'] if where.endswith('dom0') else [f'{folder}/root/{t.name}' for t in templates]
            for root in roots:
                target = root + path
                if where.startswith('folder-'):
                    os.makedirs(target, exist_ok=True)
                    continue
                os.makedirs(os.path.dirname(target), exist_ok=True)
                shutil.copyfile(f'{self.stock}/{resource}', target)
                os.chmod(target, int(mode, 8))
        for template in templates:
            manager = f'{folder}/root/{template.name}/etc/NetworkManager'
            os.makedirs(f'{manager}/conf.d', exist_ok=True)
            os.symlink('/rw/config/NM-system-connections', f'{manager}/system-connections')
        for qube in self.qubes.values():
            keyfiles = f'{folder}/rw/{qube.name}/config/NM-system-connections'
            os.makedirs(keyfiles)
            for number, (_, mac, _, _) in enumerate(qube.uplinks, 1):
                self.ordinary_profile(f'{keyfiles}/Wired connection {number}', number, qube, mac)

    def ordinary_profile(self, path, number, qube, mac):
        with open(f'{self.stock}/common/wired-1.nmconnection', encoding='utf-8') as file:
            text = file.read()
        text = text.replace('@UUID@', str(uuid.uuid5(uuid.NAMESPACE_DNS, f'{qube.name} {number}')))
        path += '' if self.old else '.nmconnection'
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text.replace('@MAC@', mac.upper()))
        os.chmod(path, 0o600)
