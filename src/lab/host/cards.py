"""The network cards between qubes and their net qubes, attached as Xen's and Qubes' own scripts attach them."""
import os
import xml.etree.ElementTree as ElementTree

from kernel import Trouble, run

VIF_MAC = 'fe:ff:ff:ff:ff:ff'
VIF_BRIDGE = '/etc/xen/scripts/vif-bridge'
R2_DOMAIN_CODE = '/usr/lib64/python2.7/site-packages/qubes/qubes.py'


class Card:
    """A card of a running qube: its name there, its back end's name, and the bridge it is to join or None."""

    def __init__(self, number, qube, netvm, mac, bridge):
        self.name, self.vif = f'eth{number}', f'vif{qube.xid}.{number}'
        self.netvm, self.mac, self.bridge = netvm, mac, bridge


class Cards:
    """Works out which cards a qube gets, and attaches and detaches them."""

    def __init__(self, inventory, folder):
        self.inventory, self.folder = inventory, folder
        self.templates = None

    # -- which ---------------------------------------------------------------------------------------------------------

    def wanted(self, qube):
        """The cards by dom0's own means: the domain's XML from its templates, or, on R2B2, the patched domain code."""
        netvm = self.inventory.netvm(qube)
        if self.inventory.old:
            bridge = qube.set.get('bridge', '') if self.knows_bridges() else ''
            found = [(netvm, self.inventory.mac(qube), bridge or None)] if netvm else []
        else:
            found = self.from_xml(qube)
        return [Card(number, qube, *each) for number, each in enumerate(found)]

    def knows_bridges(self):
        with open(self.folder + '/dom0' + R2_DOMAIN_CODE, encoding='utf-8') as file:
            lines = [line.strip() for line in file]
        return any('self.bridge' in line for line in lines if not line.startswith('#'))

    def from_xml(self, qube):
        import jinja2  # pylint: disable=import-outside-toplevel  # R2B2 has none
        if self.templates is None:
            # As qubesd has it: it keeps what it loaded and looks only whether that very file changed.
            self.templates = jinja2.Environment(
                loader=jinja2.FileSystemLoader([f'{self.folder}/dom0/etc/qubes/templates',
                                                f'{self.folder}/dom0/usr/share/qubes/templates']),
                undefined=jinja2.StrictUndefined, autoescape=True)
        template = self.templates.select_template([
            f'libvirt/xen/by-name/{qube.name}.xml', 'libvirt/xen-user.xml', 'libvirt/xen-dist.xml', 'libvirt/xen.xml'])
        try:
            root = ElementTree.fromstring(template.render(vm=Domain(self.inventory, qube)))
        except (jinja2.TemplateError, ElementTree.ParseError) as wrong:
            raise Trouble(f'Cannot start {qube.name}: its domain configuration is wrong: {wrong}') from wrong
        found = []
        for each in root.iter('interface'):
            bridged = each.get('type') == 'bridge'
            found.append((each.find('backenddomain').get('name'), each.find('mac').get('address').lower(),
                          each.find('source').get('bridge') if bridged else None))
        return found

    def forget_templates(self):
        """qubesd was started anew."""
        self.templates = None

    # -- attach --------------------------------------------------------------------------------------------------------

    def check(self, qube, card):
        backend = self.inventory.qubes[card.netvm].life
        if backend is None:
            raise Trouble(f'Cannot start {qube.name}: {card.netvm} is not running')
        if card.bridge:
            backend.within(f'[ -x {VIF_BRIDGE} ] || {{ echo "{VIF_BRIDGE} is not there" >&2; exit 1; }}\n'
                           f'[ -d /sys/class/net/{card.bridge}/bridge ] ||'
                           f' {{ echo "Could not find bridge device {card.bridge}" >&2; exit 1; }}')

    def attach(self, qube, card):
        backend = self.inventory.qubes[card.netvm].life
        run(['ip', 'link', 'add', card.vif, 'address', VIF_MAC, 'netns', backend.pid, 'type', 'veth',
             'peer', 'name', card.name, 'address', card.mac, 'netns', qube.life.pid])
        backend.within(self.bridged(card) if card.bridge else self.routed(qube, card))
        qube.cards.append(card)

    def detach(self, qube, card):
        backend = self.inventory.qubes[card.netvm].life
        if backend is not None:
            script = self.unbridged(card) if card.bridge else self.unrouted(qube, card)
            backend.within(script + f'\nip link del {card.vif} 2>/dev/null || :')
        qube.cards.remove(card)

    # -- vif-bridge ----------------------------------------------------------------------------------------------------

    def bridged(self, card):
        return (f'ip link set {card.vif} master {card.bridge}\nip link set {card.vif} up\n' + self.physdev('-I', card))

    def unbridged(self, card):
        return self.physdev('-D', card)

    def physdev(self, way, card):
        """Xen's own script does this wherever iptables works; the releases with nftables have no iptables."""
        if self.inventory.release in ('R4.2', 'R4.3'):
            return ''
        return ''.join(f'iptables {way} FORWARD -m physdev --physdev-is-bridged --physdev-{side} {card.vif} -j ACCEPT'
                       ' 2>/dev/null || :\n' for side in ('in', 'out'))

    # -- vif-route-qubes -----------------------------------------------------------------------------------------------

    def routed(self, qube, card):
        ip, gateway = self.inventory.ip(qube), self.inventory.gateway_of(card.netvm)
        group = '' if self.inventory.release in ('R2B2', 'R4.1') else ' group 2'
        return (f'ip link set {card.vif} up{group}\n'
                f'echo 1 >/proc/sys/net/ipv4/conf/{card.vif}/proxy_arp\n'
                f'ip route add {ip}/32 dev {card.vif} metric {32752 - qube.xid}\n'
                f'ip addr add {gateway}/32 dev {card.vif}\n' + self.rules('add', ip, card.vif))

    def unrouted(self, qube, card):
        return self.rules('delete', self.inventory.ip(qube), card.vif)

    def rules(self, way, ip, vif):
        if self.inventory.release in ('R4.2', 'R4.3'):
            return (f"nft {way} element ip qubes downstream '{{ {ip} }}'\n"
                    f"nft {way} element ip qubes allowed '{{ \"{vif}\" . {ip} }}'\n")
        letter = '-I' if way == 'add' else '-D'
        own = f'iptables -t raw {letter} PREROUTING ! -s {ip}/32 -i {vif} -j DROP\n'
        others = f'iptables -t raw {letter} PREROUTING -s {ip}/32 ! -i vif+ -j DROP\n'
        return own if self.inventory.old else own + others

    def redirect_dns(self, netvm, server):
        """What Qubes' own script adds when the net qube knows its name servers."""
        lines = []
        for address in self.inventory.dns_of(netvm):
            for protocol in ('udp', 'tcp'):
                if self.inventory.release in ('R4.2', 'R4.3'):
                    lines.append(f'nft add rule ip qubes dnat-dns ip daddr {address} {protocol} dport 53 dnat to {server}')
                else:
                    lines.append(f'iptables -t nat -A PR-QBS -d {address}/32 -p {protocol} --dport 53'
                                 f' -j DNAT --to-destination {server}')
        self.inventory.qubes[netvm].life.within('\n'.join(lines))

    def configure(self, qube):
        """The card's address as Qubes' own set-up gives it, where no NetworkManager does that."""
        for card in qube.cards:
            ip, gateway = self.inventory.ip(qube), self.inventory.gateway_of(card.netvm)
            resolvers = ''.join(f'echo nameserver {each} >>/etc/resolv.conf\n' for each in self.inventory.dns_of(card.netvm))
            qube.life.within(
                f'ip link set {card.name} up\nip addr add {ip}/32 dev {card.name}\n'
                f'ip neigh replace {gateway} lladdr {VIF_MAC} dev {card.name} nud permanent\n'
                f'ip route add {gateway} dev {card.name}\nip route add default via {gateway}\n' + resolvers)
            return

    def generated_keyfile(self, qube):
        """What Qubes' agent writes at every start for a qube with NetworkManager; R2B2's sets the address itself."""
        ip, gateway = self.inventory.ip(qube), self.inventory.gateway_of(self.inventory.netvm(qube))
        path = f'{self.folder}/rw/{qube.name}/config/NM-system-connections/qubes-uplink-eth0'
        if os.path.exists(path):
            os.remove(path)
        with open(path, 'w', encoding='ascii') as file:
            file.write('[802-3-ethernet]\nduplex=full\n\n[ethernet]\nmac-address=' + self.inventory.mac(qube)
                       + '\n\n[connection]\nid=VM uplink eth0\nuuid=de85f79b-8c3d-405f-a652-cb4c10b4f9ef\n'
                       'type=802-3-ethernet\n\n[ipv6]\nmethod=ignore\n\n[ipv4]\nmethod=manual\nmay-fail=false\n'
                       f'dns={";".join(self.inventory.dns_of(self.inventory.netvm(qube)))}\naddresses1={ip};32;{gateway}\n')
        os.chmod(path, 0o600)


class Features(dict):
    """The features of a qube as templates ask for them."""

    def check_with_template(self, name, default=None):
        return self.get(name, default)


class Domain:
    """What templates see of a qube."""

    def __init__(self, inventory, qube):
        told = inventory.properties(qube)
        for name, (_, kind, value) in told.items():
            if kind != 'vm':
                setattr(self, name, value == 'True' if kind == 'bool' else value)
        self.name, self.features = qube.name, Features(qube.features)
        netvm = inventory.netvm(qube)
        self.netvm = Domain(inventory, inventory.qubes[netvm]) if netvm else None
        self.ip6 = getattr(self, 'ip6', '')
        self.uuid = getattr(self, 'uuid', '')
