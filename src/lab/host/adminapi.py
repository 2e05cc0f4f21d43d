"""qubesd's Admin API on a unix socket, as far as a console in dom0 uses it."""
import queue
import socketserver
import threading

from kernel import Trouble

LABELS = 'red orange yellow green gray blue purple black'


class Refused(Exception):
    """An exception of qubesd's own: its type and its message."""

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


class Server(socketserver.ThreadingUnixStreamServer):
    """Takes one request a connection."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, path, host):
        self.host = host
        super().__init__(path, Handler)


class Handler(socketserver.BaseRequestHandler):
    """Answers one request: METHOD+ARG SOURCE name QUBE, a NUL and the payload."""

    def handle(self):
        data = b''
        while len(data) <= 65536:
            part = self.request.recv(65536)
            if not part:
                break
            data += part
        head, nul, payload = data.partition(b'\0')
        words = head.decode('ascii', 'replace').split(' ')
        if not nul or len(words) != 4:
            return
        method, _, argument = words[0].partition('+')
        if method == 'admin.Events':
            self.tell_events()
            return
        try:
            answer = Api(self.server.host).answer(method, argument, words[3], payload.decode('ascii'))
        except (Refused, Trouble) as refused:
            kind = getattr(refused, 'kind', 'QubesVMError')
            answer = f'2\0{kind}\0\0{refused}\0'
        except (KeyError, ValueError):
            return
        if answer is not None:
            self.request.sendall(answer.encode())

    def tell_events(self):
        events = queue.Queue()
        self.server.host.listeners.append(events)
        try:
            self.request.sendall(b'1\0\0connection-established\0\0')
            while True:
                self.request.sendall(events.get())
        except OSError:
            self.server.host.listeners.remove(events)


def event(subject, name, *values):
    return '\0'.join(['1', subject, name, *values, '', '']).encode()


class Api:
    """The calls themselves. An answer of None is the silence with which qubesd refuses."""

    def __init__(self, host):
        self.host, self.inventory = host, host.inventory

    def answer(self, method, argument, name, payload):
        if method == 'admin.label.List':
            return '0\0' + LABELS.replace(' ', '\n') + '\n'
        qube = self.inventory.qubes.get(name)
        if qube is None:
            raise Refused('QubesVMNotFoundError', f"No such domain: '{name}'")
        call = getattr(self, method.removeprefix('admin.vm.').replace('.', '_').lower(), None)
        return None if call is None else call(qube, argument, payload)

    def list(self, qube, _, __):
        lines = []
        for each in self.inventory.qubes.values():
            if qube.klass == 'AdminVM' or each is qube:
                uuid = f' uuid={self.inventory.properties(each)["uuid"][2]}' if self.inventory.release == 'R4.3' else ''
                lines.append(f'{each.name} class={each.klass} state={self.state(each)}{uuid}\n')
        return '0\0' + ''.join(lines)

    @staticmethod
    def state(qube):
        return 'Running' if qube.running else 'Halted'

    def currentstate(self, qube, _, __):
        return f'0\0mem=409600 mem_static_max=409600 cputime=1 power_state={self.state(qube)}'

    def property_getall(self, qube, _, __):
        lines = []
        for name, (default, kind, value) in sorted(self.inventory.properties(qube).items()):
            value = value.replace('\\', '\\\\').replace('\n', '\\n')
            lines.append(f'{name} default={default} type={kind} {value}\n')
        return '0\0' + ''.join(lines)

    def property_get(self, qube, name, _):
        default, kind, value = self.known(qube, name)
        return f'0\0default={default} type={kind} {value}'

    def known(self, qube, name):
        told = self.inventory.properties(qube)
        if name not in told:
            raise Refused('QubesNoSuchPropertyError', f"Invalid property '{name}' of {qube.name}")
        return told[name]

    def property_set(self, qube, name, value):
        self.known(qube, name)
        if name == 'mac' and qube.running:
            raise Refused('QubesVMNotHaltedError', f'Domain is not powered off: {qube.name!r}')
        self.host.set_property(qube, name, value)
        self.host.happened(qube.name, f'property-set:{name}', 'name', name, 'newvalue', value)
        return '0\0'

    def property_reset(self, qube, name, _):
        self.known(qube, name)
        self.host.set_property(qube, name, None)
        self.host.happened(qube.name, f'property-reset:{name}', 'name', name)
        return '0\0'

    @staticmethod
    def feature_list(qube, _, __):
        return '0\0' + ''.join(f'{each}\n' for each in sorted(qube.features))

    @staticmethod
    def feature_get(qube, name, _):
        if name not in qube.features:
            raise Refused('QubesFeatureNotFoundError', f'Feature not set for domain {qube.name}: {name}')
        return '0\0' + qube.features[name]

    def feature_set(self, qube, name, value):
        qube.features[name] = value
        self.host.happened(qube.name, f'domain-feature-set:{name}', 'feature', name, 'value', value)
        return '0\0'

    def feature_remove(self, qube, name, _):
        self.feature_get(qube, name, '')
        del qube.features[name]
        self.host.happened(qube.name, f'domain-feature-delete:{name}', 'feature', name)
        return '0\0'

    @staticmethod
    def tag_list(_, __, ___):
        return '0\0'

    def start(self, qube, _, __):
        self.host.start(qube)
        return '0\0'

    def shutdown(self, qube, _, __):
        if not qube.running:
            raise Refused('QubesVMNotStartedError', f"Domain is powered off: '{qube.name}'")
        # qubesd answers at once and the qube takes its time.
        self.host.require_alone(qube)
        threading.Thread(target=self.host.shutdown, args=(qube,), daemon=True).start()
        return '0\0'

    def kill(self, qube, _, __):
        self.host.shutdown(qube)
        return '0\0'
