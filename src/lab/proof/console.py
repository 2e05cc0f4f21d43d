"""The console itself, as a process of its own, and its JSON API."""
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

TOKEN = 'a-token-of-the-packet-proof-0123456789'


class Refusal(Exception):
    """The console answered with a problem."""

    def __init__(self, status, body):
        super().__init__(f'{status}: {body}')
        self.status, self.body = status, body


def free_port():
    with socket.socket() as one:
        one.bind(('127.0.0.1', 0))
        return one.getsockname()[1]


class Console:
    """A console in the dom0 of a lab, from its start to its end."""

    def __init__(self, command, lab, extra=()):
        self.port = free_port()
        self.log = f'{lab}/console.log'
        environment = {**os.environ, 'DRAWBRIDGE_BOOTSTRAP_TOKEN': TOKEN}
        with open(self.log, 'wb') as log:
            self.process = subprocess.Popen(
                [*command, f'--server.port={self.port}', f'--drawbridge.data={lab}/data', '--drawbridge.host=dom0',
                 f'--drawbridge.dom0.root={lab}/dom0', f'--drawbridge.dom0.tools={lab}/tools',
                 f'--drawbridge.dom0.qubesd-socket={lab}/qubesd.sock', '--drawbridge.inventory.sync-every=0', *extra],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, start_new_session=True)
        self.await_start()

    def await_start(self):
        until = time.monotonic() + 90
        while time.monotonic() < until:
            if self.process.poll() is not None:
                break
            try:
                if self.get('/host')['connected']:
                    return
            except (urllib.error.URLError, ConnectionError):
                pass
            time.sleep(0.1)
        with open(self.log, encoding='utf-8', errors='replace') as log:
            said = log.read()[-3000:]
        self.stop()
        raise RuntimeError(f'The console did not start:\n{said}')

    def stop(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def call(self, method, path, body=None, content='application/json'):
        data = body if isinstance(body, bytes) else None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(
            f'http://127.0.0.1:{self.port}/api/v1{path}', data=data, method=method,
            headers={'Authorization': f'Bearer {TOKEN}', **({'Content-Type': content} if data is not None else {})})
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.loads(answer.read() or 'null')
        except urllib.error.HTTPError as error:
            raise Refusal(error.code, error.read().decode('utf-8', 'replace')) from error

    def get(self, path):
        return self.call('GET', path)

    def post(self, path, body=None):
        return self.call('POST', path, {} if body is None else body)

    def text(self, path):
        request = urllib.request.Request(f'http://127.0.0.1:{self.port}/api/v1{path}',
                                         headers={'Authorization': f'Bearer {TOKEN}'})
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.read().decode('utf-8')

    def upload(self, name, data):
        """One file as a browser's form sends it."""
        edge = 'edge-of-the-packet-proof'
        body = (f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
                'Content-Type: application/octet-stream\r\n\r\n').encode() + data + f'\r\n--{edge}--\r\n'.encode()
        return self.call('POST', '/patches', body, f'multipart/form-data; boundary={edge}')

    # -- the way of a bridge -------------------------------------------------------------------------------------------

    def profile(self, **values):
        return self.post('/profiles', values)

    def plan(self, profile, remove=False):
        return self.post(f'/profiles/{profile}/plans', {'remove': True} if remove else {})

    def apply(self, plan, confirm_within='PT10M'):
        codes = sorted({each['code'] for each in plan['findings'] if each['severity'] == 'warning'})
        return self.post(f'/plans/{plan["id"]}/jobs',
                         {'digest': plan['digest'], 'confirmWithin': confirm_within, 'acknowledge': codes})

    def job(self, number):
        return self.get(f'/jobs/{number}')

    def await_job(self, number, *states, within=120):
        until = time.monotonic() + within
        while True:
            job = self.job(number)
            if job['state'] in states:
                return job
            if job['state'] in ('failed', 'reverted', 'interrupted') or time.monotonic() > until:
                raise RuntimeError(f'Job {number} is {job["state"]} and not {" or ".join(states)}: {told(job)}')
            time.sleep(0.05)


def told(job):
    lines = [job['cause'], *map(str, job['left'])]
    for step in job['steps']:
        if step.get('error'):
            lines.append(f'step {step["seq"]} {step["title"]}: {step["state"]}: {step["error"]} {step.get("output") or ""}')
    for probe in job.get('probes') or []:
        if probe.get('after') == 'fails':
            lines.append(f'{probe}')
    return '\n'.join(lines)
