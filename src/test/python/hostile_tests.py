"""The dom0 agent against a caller that means harm: lists, seeded random requests, races with links, and callers that stall."""

import base64
import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
import unittest

import standins
from agent_tests import BY_NAME, CALLER, NET_XML, NFT, PORT, RULES, SCRIPT, START, AgentCase, file_step, sha

SEED = int(os.environ.get("DRAWBRIDGE_SEED", "20261125"))

PATHS = (
    "/etc/shadow", "/etc/qubes/policy.d/00-evil.policy", "/etc/qubes-rpc/evil", "/root/.ssh/authorized_keys", "/etc/sudoers.d/evil",
    "/usr/lib/systemd/system/evil.service", "/proc/self/mem", "/dev/mem", "/dev/stdin", "/proc/self/fd/0", "/", "", ".", "..", "//",
    "/etc/qubes/templates/libvirt/../../../shadow", "/etc/qubes/templates/libvirt/xen/by-name/../../../../../shadow",
    "/etc/qubes/templates/libvirt/xen/by-name/..xml", "/etc/qubes/templates/libvirt/xen/by-name/.xml",
    "/etc/qubes/templates/libvirt/xen/by-name/work.xml/", "/etc/qubes/templates/libvirt/xen/by-name//work.xml",
    "/etc/qubes/templates/libvirt/xen/by-name/work.xml\n", "/etc/qubes/templates/libvirt/xen/by-name/work.xml\0",
    "/etc/qubes/templates/libvirt/xen/by-name/w\u00f6rk.xml", "/etc/qubes/templates/libvirt/xen/by-name/work\uff0exml",
    "/etc/qubes/templates/libvirt/xen/by-name/" + "a" * 300 + ".xml", "\ud800", "etc/qubes-release", "~/x", "$HOME", "`id`",
    "/var/lib/drawbridge/rescue/armed", "/var/lib/drawbridge/rescue/job-1/job.json", "/usr/share/qubes/templates/libvirt/xen.xml ",
    "/rw/config/rc.local", "/rw/config/qubes-firewall-user-script", "/rw/config/qubes-firewall.d/evil", "/rw/config/drawbridge/../rc.local",
    "/rw/config/qubes-firewall.d/50-drawbridge-bridge0/../evil", "/rw/config/qubes-firewall.d/50-drawbridge-bridge0\n",
    "/rw/config/qubes-firewall.d/50-drawbridge-bridge1", "/rw/config/drawbridge/$(id).nft", "/rw/config/drawbridge/bridge0.nft;id",
    "/rw/config/NM-system-connections/Wi-Fi.nmconnection", "/home/user/.bashrc", "-rf", "/rw/config/drawbridge/-n.nft",
)
PLACES = ("", "dom0", "dom0;id", "$(id)", "-a", "--all", "sys-net ", "sys-net\n", "Sys-Net", "@adminvm", "@dispvm", "..", "a/b", "work;reboot",
          "w" * 32, "vault", "nobody", "wörk", None, 7, ["sys-net"], {"sys-net": 1}, True)
TEXTS = (
    b"", b"#!/bin/sh\nreboot\n", START + b"reboot\n", b"reboot\n" + START, START.replace(b"bridge0.nft", b"../rc.local"),
    START.replace(b"nft -f", b"sh"), START.replace(b"bridge0", b"bridge1"), START + b"\0", START[:-1], START + b"\n", START.replace(b"\n", b"\r\n"),
    RULES.replace(b"ct state new drop", b"accept; flush ruleset"), RULES + b"flush ruleset\n", RULES.replace(b"custom-forward", b"custom-input"),
    RULES.replace(b"bridge0", b"bridge00"), RULES.replace(b"profile 1", b"profile \xff"), b"\xff\xfe" + RULES, "ÿ".encode() * 50, RULES * 3,
    RULES.replace(b"profile 1;", b"profile \xd9\xa1;"),
)


class HostileTests(AgentCase):

    def setUp(self):
        super().setUp()
        self.random = random.Random(SEED)
        self.ran = os.path.join(self.root, "ran")
        tool = os.path.join(self.root, "tools", "qvm-run")
        with open(tool, encoding="utf-8") as file:
            text = file.read()
        # A long line of its own for each command that went to a qube.
        self.host.script("qvm-run", text.replace("\nexec", "\nprintf '%%s\\0' \"$@\" >>%s\nprintf '\\n' >>%s\nexec" % (self.ran, self.ran)))
        self.outside = os.path.join(self.root, "outside")
        os.makedirs(self.outside)
        with open(os.path.join(self.outside, "net.xml"), "w", encoding="ascii") as file:
            file.write("outside")

    def commands(self):
        if not os.path.exists(self.ran):
            return set()
        with open(self.ran, encoding="utf-8") as file:
            return set(file.read().split("\0\n")) - {""}

    def test_noPathBesideTheListIsRead(self):
        for path in PATHS:
            for place in ("dom0",) if "bridge1" in path else ("dom0", "sys-net"):
                answer = self.refused("read", {"place": place, "path": path})
                self.assertNotIn("\n", answer["message"])
        self.assertEqual(self.commands(), set())

    def test_noPathBesideTheListIsWritten(self):
        steps = [file_step("sys-net", NFT, None, RULES), file_step("dom0", NET_XML, None, b"x", "0644")]
        self.begin(*steps)
        before = self.tree()
        for path in PATHS:
            for place in ("dom0", "sys-net", "work"):
                self.refused("write", self.put(place, path, RULES))
                self.refused("remove", {"place": place, "path": path, "expected": "any"})
                answer = self.call("arm", {"job": "job-1", "within": 300, "manifest": self.manifest(file_step(place, path, None, RULES))})
                self.assertFalse(answer["ok"])
        self.assertEqual(self.tree(), before)

    def test_noPlaceButATaggedQube(self):
        for place in PLACES:
            for verb, request in (("read", {"place": place, "path": NFT}), ("run", {"command": "NftList", "place": place}),
                                  ("write", {**self.put("x", NFT, RULES), "place": place})):
                self.assertFalse(self.call(verb, request)["ok"], (verb, place))
        self.assertEqual(self.commands(), set())

    def test_noTextButOfTheForms(self):
        before = self.tree()
        for text in TEXTS:
            self.host.qubesd.qubes["sys-net"]["state"] = "Running"
            for path, mode in ((NFT, "0600"), (SCRIPT, "0755"), (PORT, "0600")):
                self.done("drawbridge.Begin+sys-net+bridge0+0123456789ab", {"job": "job-1"})
                shutil.rmtree(self.host.dom0("/var/lib/drawbridge/rescue/job-1/images"), ignore_errors=True)
                if os.path.exists(self.host.dom0("/var/lib/drawbridge/rescue/job-1/manifest.json")):
                    os.unlink(self.host.dom0("/var/lib/drawbridge/rescue/job-1/manifest.json"))
                self.done("arm", {"job": "job-1", "within": 300, "manifest": self.manifest(file_step("sys-net", path, None, text, mode))})
                self.refused("write", self.put("sys-net", path, text))
                self.refused("write", {"place": "sys-net", "path": path, "expected": "new", "sha256": sha(text)})
                self.refused("write", {"place": "sys-net", "path": path, "expected": "new", "sha256": sha(text), "template": {}})
                self.done("disarm", {"job": "job-1"})
        self.assertEqual(self.tree(), before)

    def test_noTemplateButOurs(self):
        self.begin(file_step("dom0", BY_NAME, None, b"x", "0644"))
        before = self.tree()
        wanted = {"place": "dom0", "path": BY_NAME, "expected": "new", "sha256": sha(b"x")}
        for parameters in ({}, {"mode": "replace", "text": "x"}, {"mode": "additional", "mac": "00:16:3e:0:0:0"}, {"mode": "other"},
                           {"mode": "additional", "mac": '00:16:3e:00:00:00" /><script path="/tmp/x'}, {"mode": ["replace"]}, {"mode": "replace"}):
            self.assertFalse(self.call("write", {**wanted, "template": parameters})["ok"])
        self.assertFalse(self.call("write", {**wanted, "content": base64.b64encode(b"x").decode()})["ok"])
        self.host.qubesd.qubes["work"]["tags"] = []
        text = self.agent.template(BY_NAME, {"mode": "replace"}, {"bridge": "bridge0", "netvm": "sys-net"})
        self.refused("write", {**wanted, "sha256": sha(text), "template": {"mode": "replace"}})
        self.assertEqual(self.tree(), before)

    def test_noCommandBesideTheList(self):
        self.begin()
        for name in ("sh", "SH", "nmcli", "", None, 1, ["NmUp"], {"NmUp": 1}, "NmUp ", "CloseQubesManager", "JoinBridge", "__class__", "NmUp\0"):
            self.refused("run", {"command": name, "place": "sys-net"})
        evil = ("; id", "$(id)", "`id`", "--config=/etc/shadow", "a b", "a\nb", "'", '"', "\\", "\0", "..", "-", "drawbridge-bridge0 ", "", "é")
        for value in evil:
            for request in ({"command": "NmUp", "dialect": "V1", "id": value}, {"command": "NmUp", "dialect": value, "id": "drawbridge-bridge0"},
                            {"command": "NmConnectDevice", "device": value}, {"command": "NftLoad", "file": value},
                            {"command": "NftCheck", "file": "/rw/config/drawbridge/bridge0.nft" + value}, {"command": "Ping", "address": value},
                            {"command": "NftRemove", "chain": value, "comment": "drawbridge bridge0"},
                            {"command": "NftRemove", "chain": "custom-forward", "comment": value}, {"command": "ConntrackPurge", "into": value},
                            {"command": "SetBridgeSwitch", "which": value, "on": True}, {"command": "IptablesDelta", "table": value, "lines": []},
                            {"command": "IptablesDelta", "table": "nat", "lines": [value]}, {"command": "IptablesDelta", "table": "nat", "lines": value},
                            {"command": "NftDelete", "chain": "custom-forward", "handle": value}):
                if value or request["command"] not in ("NftCheck",):
                    self.assertFalse(self.call("run", {**request, "place": "sys-net"})["ok"], request)
        self.assertFalse(self.call("run", {"command": "RestartQubesd", "place": "sys-net"})["ok"])
        self.assertFalse(self.call("run", {"command": "NmReload", "place": "dom0"})["ok"])
        self.assertFalse(self.call("run", {"command": "NmReload", "place": "sys-net", "argv": ["sh"]})["ok"])
        self.refused("run", {"command": "NmReload", "place": "work"})
        self.assertEqual(self.commands(), set())

    def test_noBytesBringItDown(self):
        deep = b"[" * 200000
        for raw in (b"", b"\0", b"{", b"null", b"[]", b"7", b'"x"', b"{}{}", b"\xff\xfe{}", b'{"place":NaN}', b'{"place":1e999}', deep, b'{"a":' * 50000,
                    b'{"place":"dom0","place":"sys-net","path":"/etc/qubes-release"}', b'{"job":' + b"9" * 5000 + b"}", b'{"place":"\\ud800","path":"x"}',
                    b'{"place":"dom0","path":"/etc/qubes-release"}\0', b" " * 1000 + b"x"):
            for verb in ("read", "write", "remove", "run", "verify", "keep", "reinstall", "arm", "disarm"):
                self.assertFalse(self.call(verb, raw=raw)["ok"], (verb, raw[:50]))
        self.refused("read", raw=b" " * (self.agent.REQUEST_LIMIT + 1), code="bad-request")
        for verb in ("", "restore", "read+x", "READ", "__class__", "read\n", "../read"):
            self.refused(verb, {}, code="bad-request")
        for service in ("drawbridge.Other+read", "drawbridge.Agent", "", "+", "drawbridge.Begin", "drawbridge.Begin+", "drawbridge.Begin+sys-net",
                        "drawbridge.Begin+sys-net+eth0+0123456789ab", "drawbridge.Begin+sys-net+bridge0+0123456789a",
                        "drawbridge.Begin+sys-net+bridge0+0123456789ab+x", "drawbridge.Begin+$(id)+bridge0+0123456789ab"):
            self.refused("drawbridge." if not service else service if service.startswith("drawbridge.") else "drawbridge.Agent" + service,
                         {"job": "job-1"}, code="bad-request")
        for job in ("", ".", "..", "../x", "a/b", "armed ", "Armed", "j" * 65, "-j", 1, None, "j\n"):
            self.refused("drawbridge.Begin+sys-net+bridge0+0123456789ab", {"job": job}, code="bad-request")

    def test_randomRequestsNeverBringItDownNorChangeAnything(self):
        before = self.tree()
        print("seed %d" % SEED, file=sys.stderr)
        for _ in range(1500):
            verb = self.random.choice(sorted(self.agent.VERBS) + ["drawbridge.Begin+sys-net+bridge0+0123456789ab"])
            answer = self.call(verb, self.anything(verb))
            if verb in ("write", "remove", "reinstall", "keep", "arm"):
                self.assertFalse(answer["ok"], answer)
        self.assertEqual(self.tree(), before)
        for words in self.commands():
            command = words.split("\0")[7]
            self.assertRegex(command.replace("'", ""), r"\Aexec env -i PATH=\S+ LC_ALL=C timeout -k 2 [0-9]+ (sh -c |nmcli |nft |iptables-save|iptables-restore --test|sysctl -n )")

    def anything(self, verb):
        """Mostly the fields of the verb, with a value of any kind in them."""
        names = {"read": ("place", "path"), "write": ("place", "path", "expected", "sha256", "content"), "remove": ("place", "path", "expected"),
                 "run": ("command", "place", "dialect", "id"), "verify": ("package",), "keep": ("packages",), "reinstall": ("packages",),
                 "arm": ("job", "within", "manifest"), "disarm": ("job",), "list": ()}.get(verb, ("job",))
        request = {name: self.value(name) for name in names}
        if self.random.random() < 0.2:
            request[self.random.choice(("place", "path", "x", "job", "argv"))] = self.value("x")
        if names and self.random.random() < 0.2:
            request.pop(self.random.choice(names), None)
        return request

    def value(self, name):
        good = {"place": ("sys-net", "work", "personal", "dom0"), "path": (NFT, SCRIPT, PORT, NET_XML, BY_NAME, "/etc/qubes-release"),
                "expected": ("new", "any", "sha256:" + "0" * 64), "sha256": ("0" * 64,), "content": (base64.b64encode(RULES).decode(),),
                "command": tuple(self.agent.COMMANDS), "dialect": ("V1",), "id": ("drawbridge-bridge0",), "job": ("job-1", "job-2"), "within": (300,),
                "manifest": (self.manifest(file_step("dom0", "/etc/shadow", None, b"x")),)}.get(name, ("x",))
        odd = (None, True, 0, -1, 2 ** 70, "", "x" * 5000, [], {}, [[]], {"a": {}}, "\0", "\ud800", "\u202e", *PATHS, *[p for p in PLACES if isinstance(p, str)])
        return self.random.choice(good) if self.random.random() < 0.7 else self.random.choice(odd)

    def test_whatAHostileQubeSaysIsBoundedAndOnlyData(self):
        for says in ("0644 root root", "0644 root\n", "999 root root\nx", "0644 root;id root\nx", "\n", "", "0644 root root\n" + "x" * (self.agent.FILE_LIMIT + 1)):
            self.host.script("qvm-run", "#!/bin/sh\nprintf '%%s' '%s'\n" % says if len(says) < 1000 else
                             "#!/bin/sh\necho 0644 root root; head -c 9000000 /dev/zero\n")
            self.refused("read", {"place": "sys-net", "path": NFT}, code="trouble")
        self.host.script("qvm-run", "#!/bin/sh\nyes | head -c 30000000; exit 0\n")
        answer = self.done("run", {"command": "NftList", "place": "sys-net"})
        self.assertTrue(answer["truncated"])
        self.assertLessEqual(len(self.lines), self.agent.MOST_LINES)
        self.host.script("qvm-run", "#!/bin/sh\nprintf '\\033[2J\\377\\n{\"ok\": true}\\n'\n")
        self.done("run", {"command": "NftList", "place": "sys-net"})
        self.assertEqual(self.lines, [{"line": "\x1b[2J\\xff"}, {"line": '{"ok": true}'}])
        self.host.script("qvm-run", "#!/bin/sh\necho /etc /rw/config/drawbridge /; exit 90\n")
        self.assertEqual(self.done("read", {"place": "sys-net", "path": NFT}), {"ok": True, "exists": False})

    def test_aToolThatHangsIsEndedWithItsChildren(self):
        self.host.script("qvm-run", "#!/bin/sh\necho $$ >%s/pid; sleep 600 & sleep 600\n" % self.root)
        self.agent.COMMANDS["NftList"] = (False, 1, {}, self.agent.COMMANDS["NftList"][3])
        begun = time.monotonic()
        self.refused("run", {"command": "NftList", "place": "sys-net"}, code="timed-out")
        self.assertLess(time.monotonic() - begun, 30)
        with open(self.root + "/pid", encoding="ascii") as file:
            group = int(file.read())
        self.assertFalse(self.alive(group))

    @staticmethod
    def alive(group):
        listed = subprocess.run(["ps", "-o", "pgid=,stat=", "-A"], stdout=subprocess.PIPE, check=True).stdout.decode()
        return any(words.split()[0] == str(group) and not words.split()[1].startswith("Z") for words in listed.splitlines())


class LinkTests(AgentCase):
    """Links in dom0 where folders and files should be: at rest, and coming and going while the agent works."""

    def setUp(self):
        super().setUp()
        self.outside = os.path.join(self.root, "outside")
        os.makedirs(self.outside + "/devices")
        with open(self.outside + "/devices/net.xml", "w", encoding="ascii") as file:
            file.write("secret")
        self.templates = self.host.dom0("/etc/qubes/templates")
        self.text = self.agent.template(NET_XML, {}, {"bridge": "bridge0", "netvm": "sys-net"})
        self.wanted = {"place": "dom0", "path": NET_XML, "expected": "any", "sha256": sha(self.text), "template": {}}
        self.begin(file_step("dom0", NET_XML, None, self.text, "0644"))

    def untouched(self):
        self.assertEqual(sorted(os.listdir(self.outside)), ["devices"])
        self.assertEqual(os.listdir(self.outside + "/devices"), ["net.xml"])
        with open(self.outside + "/devices/net.xml", encoding="ascii") as file:
            self.assertEqual(file.read(), "secret")

    def test_aFolderThatIsALinkIsRefused(self):
        os.symlink(self.outside, self.templates + "/libvirt")
        self.refused("read", {"place": "dom0", "path": NET_XML})
        self.refused("write", self.wanted)
        self.refused("remove", {"place": "dom0", "path": NET_XML, "expected": "any"})
        self.untouched()

    def test_aFileThatIsALinkIsRefused(self):
        os.makedirs(self.templates + "/libvirt/devices")
        for make in (lambda path: os.symlink(self.outside + "/devices/net.xml", path), lambda path: os.symlink("/dev/zero", path),
                     lambda path: os.link(self.outside + "/devices/net.xml", path), os.mkfifo, os.mkdir):
            path = self.templates + "/libvirt/devices/net.xml"
            make(path)
            self.refused("read", {"place": "dom0", "path": NET_XML})
            self.refused("write", self.wanted)
            self.refused("remove", {"place": "dom0", "path": NET_XML, "expected": "any"})
            self.untouched()
            os.rmdir(path) if os.path.isdir(path) and not os.path.islink(path) else os.unlink(path)

    def test_aFolderOfEverybodysIsRefused(self):
        os.makedirs(self.templates + "/libvirt/devices")
        os.chmod(self.templates + "/libvirt", 0o777)
        self.refused("write", self.wanted)
        self.refused("read", {"place": "dom0", "path": NET_XML})

    def test_linksInAQubeAreRefused(self):
        target = self.host.qube("sys-net", "/rw/elsewhere")
        os.makedirs(target)
        os.symlink(target, self.host.qube("sys-net", "/rw/config/drawbridge"))
        self.refused("read", {"place": "sys-net", "path": NFT})
        os.unlink(self.host.qube("sys-net", "/rw/config/drawbridge"))
        os.makedirs(self.host.qube("sys-net", "/rw/config/drawbridge"))
        os.symlink("/etc/hostname", self.host.qube("sys-net", NFT))
        self.refused("read", {"place": "sys-net", "path": NFT})
        self.assertEqual(os.listdir(target), [])

    def test_aRaceWithLinksNeverLeavesTheRoot(self):
        real, spare = self.templates + "/libvirt", self.templates + "/spare"
        os.makedirs(real + "/devices")
        os.symlink(self.outside, spare)
        over = threading.Event()
        thread = threading.Thread(target=self.swap, args=(real, spare, over))
        thread.start()
        try:
            outcomes = {"done": 0, "refused": 0}
            for turn in range(150):
                for verb, request in (("write", self.wanted), ("read", {"place": "dom0", "path": NET_XML}),
                                      ("remove", {"place": "dom0", "path": NET_XML, "expected": "any"})):
                    answer = self.call(verb, request)
                    outcomes["done" if answer["ok"] else "refused"] += 1
                    if answer["ok"] and verb == "read" and answer["exists"]:
                        self.assertEqual(base64.b64decode(answer["content"]), self.text)
                    self.untouched()
        finally:
            over.set()
            thread.join()
        print("races with links: %s" % outcomes, file=sys.stderr)

    @staticmethod
    def swap(real, spare, over):
        """Puts a link in the folder's place and back, as fast as it goes."""
        while not over.is_set():
            away = LinkTests.moved(real, real + ".away")
            if LinkTests.moved(spare, real):
                time.sleep(0)
                os.rename(real, spare)
            if away and not LinkTests.moved(real + ".away", real):
                shutil.rmtree(real + ".away")
            time.sleep(0)

    @staticmethod
    def moved(source, target):
        """The agent may have made a folder there in between, or taken it away."""
        try:
            os.rename(source, target)
            return True
        except OSError:
            return False


class StallTests(AgentCase):
    """Callers that send slowly, do not read, or go away; many at once."""

    def service(self, verb, **streams):
        launch = ("import sys; sys.path.insert(0, %r); import standins; a = standins.agent_on(%r); "
                  "sys.exit(a.main(%r, 'drawbridge.Agent+%s'))" % (standins.HERE, self.root, CALLER, verb))
        return subprocess.Popen([sys.executable, "-c", launch], **streams)

    def test_aCallerThatStallsHoldsNothingUp(self):
        stalled = [self.service("write", stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(5)]
        try:
            for process in stalled:
                process.stdin.write(b'{"place":')
                process.stdin.flush()
            self.begin()
            self.done("disarm", {"job": "job-1"})
        finally:
            for process in stalled:
                process.kill()
                process.communicate()

    def test_aCallerThatDoesNotReadHoldsNothingUp(self):
        self.host.script("qvm-run", "#!/bin/sh\nyes | head -c 900000\n")
        self.begin()
        deaf = self.service("run", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        deaf.stdin.write(json.dumps({"command": "NmReload", "place": "sys-net"}).encode())
        deaf.stdin.close()
        begun = time.monotonic()
        while deaf.poll() is None and time.monotonic() - begun < 40:
            time.sleep(0.1)
        self.assertEqual(deaf.poll(), 0)
        deaf.stdout.close()
        self.done("disarm", {"job": "job-1"})

    def test_aCallerThatGoesAwayLeavesTheWriteWhole(self):
        self.begin(file_step("sys-net", NFT, None, RULES))
        gone = self.service("write", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        gone.stdout.close()
        gone.stdin.write(json.dumps(self.put("sys-net", NFT, RULES)).encode())
        gone.stdin.close()
        gone.wait(60)
        with open(self.host.qube("sys-net", NFT), "rb") as file:
            self.assertEqual(file.read(), RULES)

    def test_manyAtOnceAreDoneOneAfterTheOther(self):
        self.begin(file_step("sys-net", NFT, None, RULES))
        many = [self.service("write", stdin=subprocess.PIPE, stdout=subprocess.PIPE) for _ in range(8)]
        for process in many:
            process.stdin.write(json.dumps(self.put("sys-net", NFT, RULES)).encode())
            process.stdin.close()
        answers = [json.loads(process.stdout.read().splitlines()[-1]) for process in many]
        for process in many:
            process.stdout.close()
            process.wait(60)
        self.assertEqual(sorted(answer["ok"] for answer in answers), [False] * 7 + [True], answers)
        self.assertEqual({answer["code"] for answer in answers if not answer["ok"]}, {"changed"})


if __name__ == "__main__":
    unittest.main(verbosity=1)
