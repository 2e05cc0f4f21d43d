"""A dom0 of folders for the agent: a qubesd on a socket, and a qvm-run that works in one folder a qube.

Nothing of the agent is changed for it but where its root, its socket and its tools are; its programs run for real.
"""

import importlib.util
import os
import shlex
import socket
import subprocess
import sys
import threading

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
AGENT = os.path.join(HERE, "..", "..", "agent")

QVM_RUN = """#!/bin/sh
exec {python} {here}/standins.py qvm-run {root} "$@"
"""

POWER = """#!/bin/sh
for qube; do :; done
exec {python} {here}/standins.py power {root} "$qube" {state}
"""

# What a tool that is not there says of itself: its name and arguments, and what it was given.
SAY = """#!/bin/sh
[ -e "{root}/tools/{name}.exit" ] && exit "$(cat "{root}/tools/{name}.exit")"
[ -e "{root}/tools/{name}.says" ] && exec cat "{root}/tools/{name}.says"
echo "{name}" "$@"
"""


def load(name):
    specification = importlib.util.spec_from_file_location(name, os.path.join(AGENT, name + ".py"))
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def agent_on(root, qubesd=None):
    """The agent over such a dom0."""
    agent = load("agent")
    agent.ROOT, agent.OWNER = os.path.join(root, "dom0"), (os.getuid(), os.getgid())
    agent.QUBESD = qubesd or os.path.join(root, "qubesd.sock")
    agent.ENVIRONMENT = {**agent.ENVIRONMENT, "PATH": os.path.join(root, "tools") + ":/usr/sbin:/usr/bin:/sbin:/bin"}
    agent.heard = []
    agent.log = lambda *words: agent.heard.append(words)
    return agent


def qvm_run(root, words):
    """Does what qvm-run does, in the folder of the qube: paths that a program is given lie there."""
    options, (qube, command) = words[:-2], words[-2:]
    expected = ["-n", "-p", "-u", "root", "--no-gui", "--no-filter-escape-chars"]
    if options != expected:
        sys.exit("qvm-run was called with %s" % options)
    folder = os.path.join(root, "qubes", qube)
    argv = shlex.split(command)
    assert argv[:8] == ["exec", "env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL=C", "timeout", "-k", "2"], argv
    argv = argv[9:]
    if argv[:2] == ["sh", "-c"]:
        argv[4:] = [folder + word if word.startswith("/") else word for word in argv[4:]]
    path = ":".join([os.path.join(root, "tools", "in-qube"), "/usr/bin", "/bin"])
    done = subprocess.run(argv, stdout=subprocess.PIPE, env={"PATH": path, "LC_ALL": "C"}, check=False)
    output = done.stdout
    if done.returncode == 90 or "rmdir" in command:
        output = output.replace(folder.encode(), b"")
    sys.stdout.buffer.write(output)
    sys.stdout.flush()
    return done.returncode


def power(root, qube, state):
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(os.path.join(root, "qubesd.sock"))
        line.sendall(("standin.Power+%s dom0 name %s\0" % (state, qube)).encode())
        line.shutdown(socket.SHUT_WR)
        return 0 if line.recv(100) == b"0\0" else 1


class Qubesd:
    """Answers the calls that the agent makes, from a table of qubes that a test may change."""

    def __init__(self, path, qubes):
        self.qubes, self.calls = qubes, []
        self.server = socket.socket(socket.AF_UNIX)
        self.server.bind(path)
        self.server.listen(50)
        threading.Thread(target=self.serve, daemon=True).start()

    def serve(self):
        while True:
            try:
                line, _ = self.server.accept()
            except OSError:
                return
            with line:
                data = b""
                while True:
                    more = line.recv(65536)
                    if not more:
                        break
                    data += more
                head, _, payload = data.partition(b"\0")
                method, _, _, qube = head.decode().split(" ")
                self.calls.append((method, qube, payload.decode()))
                line.sendall(self.answer(method, qube, payload.decode()))

    def answer(self, method, name, payload):
        if name not in self.qubes:
            return b"2\0QubesVMNotFoundError\0\0No such domain\0"
        qube, (method, _, argument) = self.qubes[name], method.partition("+")
        properties, features = qube.setdefault("properties", {}), qube.setdefault("features", {})
        if method == "admin.vm.List":
            return ("0\0%s class=%s state=%s\n" % (name, qube.get("class", "AppVM"), qube["state"])).encode()
        if method == "admin.vm.tag.Get":
            return b"0\0" + (b"1" if argument in qube["tags"] else b"0")
        if method == "admin.vm.property.Get":
            default = argument not in properties
            return ("0\0default=%s type=vm %s" % (default, properties.get(argument, qube.get("defaults", {}).get(argument, "")))).encode()
        if method == "standin.Power":
            qube["state"] = argument
        elif method == "admin.vm.property.Set":
            properties[argument] = payload
        elif method == "admin.vm.property.Reset":
            properties.pop(argument, None)
        elif method == "admin.vm.feature.Get":
            return b"0\0" + features[argument].encode() if argument in features else b"2\0QubesFeatureNotFoundError\0\0not set\0"
        elif method == "admin.vm.feature.Set":
            features[argument] = payload
        elif method == "admin.vm.feature.Remove":
            features.pop(argument, None)
        else:
            return b""
        return b"0\0"

    def close(self):
        self.server.close()


class Dom0:
    """Folders, tools and a qubesd below one root."""

    def __init__(self, root, qubes):
        self.root = root
        for qube in qubes:
            os.makedirs(self.qube(qube, "/rw/config"))
        for below in ("dom0/etc/qubes/templates", "dom0/var/lib", "dom0/usr/share/qubes/templates/libvirt/devices", "tools/in-qube"):
            os.makedirs(os.path.join(root, below))
        self.script("qvm-run", QVM_RUN.format(python=sys.executable, here=HERE, root=root))
        self.script("qvm-start", POWER.format(python=sys.executable, here=HERE, root=root, state="Running"))
        self.script("qvm-shutdown", POWER.format(python=sys.executable, here=HERE, root=root, state="Halted"))
        for name in ("nmcli", "nft", "iptables-save", "iptables-restore", "sysctl", "modprobe", "conntrack", "ip", "ping"):
            self.script("in-qube/" + name, SAY.format(root=root, name="in-qube/" + name))
        for name in ("rpm", "rpmkeys", "qubes-dom0-update", "systemctl"):
            self.script(name, SAY.format(root=root, name=name))
        if os.getuid():
            self.script("in-qube/chown", "#!/bin/sh\n")
            self.script("in-qube/stat", "#!/bin/sh\n/usr/bin/stat -L -c '%a' \"$4\" | sed 's/$/ root root/'\n")
        self.qubesd = Qubesd(os.path.join(root, "qubesd.sock"), qubes)
        self.agent = agent_on(root)

    def script(self, name, text):
        path = os.path.join(self.root, "tools", name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, 0o755)

    def qube(self, name, path=""):
        return os.path.join(self.root, "qubes", name) + path

    def dom0(self, path):
        return os.path.join(self.root, "dom0") + path

    def close(self):
        self.qubesd.close()


if __name__ == "__main__":
    if sys.argv[1] == "qvm-run":
        sys.exit(qvm_run(sys.argv[2], sys.argv[3:]))
    sys.exit(power(*sys.argv[2:]))
