"""dom0's tools: R2B2's qvm-* print and fail as that release's do, the rest does what it would do to the lab."""
import json
import socketserver

from kernel import Trouble

HEAD = ['name', 'on', 'state', 'updbl', 'type', 'netvm', 'label', 'qid', 'xid', 'ip', 'ip back', 'gateway/DNS']
PROGRAMS = ('qvm-ls', 'qvm-prefs', 'qvm-service', 'qvm-start', 'qvm-shutdown', 'systemctl', 'pkill')


class Failure(Exception):
    """A tool's exit code and its words on standard error."""

    def __init__(self, code, words):
        super().__init__(words)
        self.code = code


class Server(socketserver.ThreadingUnixStreamServer):
    """Takes one call of a tool a connection: its words as JSON, and answers with exit code, output and errors."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, path, host):
        self.host = host
        super().__init__(path, Handler)


class Handler(socketserver.StreamRequestHandler):
    """Answers one call."""

    def handle(self):
        words = [each for each in json.loads(self.rfile.readline()) if each != '--force-root']
        try:
            answer = (0, Tools(self.server.host).call(words), '')
        except Failure as failure:
            answer = (failure.code, '', f'{failure}\n')
        except Trouble as trouble:
            answer = (1, '', f'ERROR: {trouble}\n')
        self.wfile.write(json.dumps(answer).encode())


class Tools:
    """The tools."""

    def __init__(self, host):
        self.host, self.inventory = host, host.inventory

    def call(self, words):
        tool = getattr(self, words[0].replace('-', '_'))
        return tool(words[1:]) or ''

    def qube(self, name):
        if name not in self.inventory.qubes:
            raise Failure(1, f"A VM with the name '{name}' does not exist in the system.")
        return self.inventory.qubes[name]

    # -- qubes ---------------------------------------------------------------------------------------------------------

    def qvm_start(self, words):
        self.host.start(self.qube(words[-1]))

    def qvm_shutdown(self, words):
        qube = self.qube(words[-1])
        self.host.require_alone(qube)
        self.host.shutdown(qube)

    def qvm_service(self, words):
        qube = self.qube(words[0])
        if len(words) == 1:
            return 'meminfo-writer : Enabled\n' + ''.join(
                f'{name}: {"Enabled" if on else "Disabled"}\n' for name, on in sorted(qube.services.items()))
        if words[1] == '-D':
            qube.services.pop(words[2], None)
        else:
            qube.services[words[2]] = words[1] == '-e'
        return ''

    def qvm_prefs(self, words):
        qube = self.qube(words[1])
        if words[0] == '-l':
            return self.prefs(qube)
        name, value = words[2], words[3]
        if name not in self.inventory.properties(qube) or (name == 'bridge' and not self.host.cards.knows_bridges()):
            raise Failure(0, f"ERROR: Wrong property name: '{name}'")
        back = value in ('default', 'auto') or (name == 'bridge' and value == 'none')
        self.host.set_property(qube, name, None if back else '' if value == 'none' else value)
        return ''

    def prefs(self, qube):
        told = self.inventory.properties(qube)
        text = {name: value for name, (_, _, value) in told.items()}
        mark = {name: default for name, (default, _, _) in told.items()}
        lines = [('name', qube.name), ('label', text['label']),
                 ('type', 'AppVM' if qube.klass == 'StandaloneVM' else qube.klass)]
        lines += [(name, text[name]) for name in ('template', 'netvm') if text.get(name)]
        lines += [('updateable?', text['updateable']), ('installed by RPM?', text['installed_by_rpm']),
                  ('dir', f'/var/lib/qubes/appvms/{qube.name}'), ('pcidevs', text['pcidevs']), ('vcpus', text['vcpus']),
                  ('memory', text['memory']), ('maxmem', text['maxmem']),
                  ('MAC', text['mac'] + (' (auto)' if mark['mac'] else '')),
                  ('kernel', text['kernel'] + (' (default)' if mark['kernel'] else '')),
                  ('debug', 'off'), ('default user', text['default_user'])]
        if text.get('bridge') and self.host.cards.knows_bridges():
            lines.append(('bridge', text['bridge']))
        return ''.join(f'{name:<18}: {value}\n' for name, value in lines)

    def qvm_ls(self, _):
        rows = [HEAD] + [self.cells(each) for each in self.inventory.qubes.values()]
        widths = [max(len(row[at]) for row in rows) for at in range(len(HEAD))]
        rule = ''.join('-' * (width + 1) + '-+' for width in widths) + '\n'
        drawn = [''.join(f'{cell:>{width + 1}} |' for cell, width in zip(row, widths)) + '\n' for row in rows]
        return rule + drawn[0] + rule + ''.join(drawn[1:])

    def cells(self, qube):
        dom0, template = qube.klass == 'AdminVM', qube.klass == 'TemplateVM'
        net = self.inventory.provides_network(qube) or dom0
        netvm = self.inventory.netvm(qube)
        name = f'[{qube.name}]' if template else qube.name
        only_net = net and qube.klass != 'ProxyVM'
        return ['{' + name + '}' if net else name, '*' if qube.running else '', 'Running' if qube.running else 'Halted',
                'Yes' if template else '', 'Tpl' if template else 'Proxy' if qube.klass == 'ProxyVM' else ' Net' if net else '',
                'n/a' if only_net else '-' if not netvm else netvm if 'netvm' in qube.set else '*' + netvm,
                qube.set['label'], str(qube.qid), str(qube.xid) if qube.xid >= 0 else '-',
                '10.137.0.2' if dom0 else self.inventory.ip(qube) or 'None',
                '10.137.1.1' if net else 'n/a', '10.137.2.1' if netvm else 'n/a']

    # -- dom0 ----------------------------------------------------------------------------------------------------------

    def systemctl(self, words):
        if words == ['is-active', 'qubesd']:
            return 'active\n'
        if words == ['restart', 'qubesd']:
            self.host.restart_qubesd()
            return ''
        # No systemd looks after the rescue kits here: the units are only taken.
        if words[0] in ('enable', 'restart', 'disable', 'stop') and all('drawbridge-kit' in word for word in words[1:]):
            return ''
        raise Failure(1, f'The lab has no {" ".join(words)}')

    @staticmethod
    def pkill(_):
        raise Failure(1, '')
