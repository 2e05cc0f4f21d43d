"""Stands in for qrexec-client-vm and dom0's policy: DOM0 SOCKET TOOLS POLICY ASKED CONSOLE, and then as the real one is called.

What the policy file of the package does not allow is refused without a word, as in dom0. Calls of the Admin API go to the
stand-in qubesd; the agent runs for real. A question is answered by the last line of ASKED, and written there.
"""

import re
import socket
import sys


def ask(path, method, qube, payload=b""):
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(path)
        line.sendall(("%s dom0 name %s\0" % (method, qube)).encode() + payload)
        line.shutdown(socket.SHUT_WR)
        while True:
            data = line.recv(65536)
            if not data:
                return
            yield data


def decide(policy, sock, service, console, target):
    """The first line of the policy that is about the call."""
    name, plus, argument = service.partition("+")
    with open(policy, encoding="ascii") as file:
        lines = [line.split() for line in file if line.strip() and not line.startswith("#")]
    for its_service, its_argument, source, its_target, action, *parameters in lines:
        if (its_service, source) != (name, console) or its_argument not in ("*", "+" + argument):
            continue
        if its_target == "@adminvm":
            meant = target == "dom0"
        elif its_target == "@anyvm":
            meant = target != "dom0" and b"".join(ask(sock, "admin.vm.List", target)).startswith(b"0")
        else:
            tag = re.fullmatch("@tag:(.*)", its_target).group(1)
            meant = target != "dom0" and b"".join(ask(sock, "admin.vm.tag.Get+" + tag, target)) == b"0\0" + b"1"
        if meant:
            return action
    return "deny"


def main(dom0, sock, tools, policy, asked, console, target, service):
    action = decide(policy, sock, service, console, target)
    if action == "ask":
        with open(asked, "r+", encoding="ascii") as file:
            action = file.read().splitlines()[-1]
            file.write(service + "\n" + action + "\n")
    if action != "allow":
        sys.stderr.write("Request refused\n")
        return 126
    if not service.startswith("drawbridge."):
        for data in ask(sock, service, target, sys.stdin.buffer.read()):
            sys.stdout.buffer.write(data)
            sys.stdout.buffer.flush()
        return 0
    import standins
    # Each call is a program of its own: what Python made of the agent is kept for the next.
    sys.dont_write_bytecode, sys.pycache_prefix = False, asked + ".pycache"
    agent = standins.agent_on("/", sock)
    agent.ROOT = dom0
    agent.ENVIRONMENT = {**agent.ENVIRONMENT, "PATH": tools + ":/usr/sbin:/usr/bin:/sbin:/bin"}
    code = agent.main(console, service)
    if "fault:" in agent.heard[-1][-1]:
        sys.stderr.write(agent.heard[-1][-1] + "\n")
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
