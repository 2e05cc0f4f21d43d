"""The dom0 agent against callers of all kinds: python3 agent_tests.py."""

import base64
import hashlib
import json
import os
import shutil
import tempfile
import threading
import time
import unittest

import standins

CALLER = "drawbridge-console"
KEYFILES = "/rw/config/NM-system-connections"
PORT = KEYFILES + "/drawbridge-bridge0-port.nmconnection"
NFT = "/rw/config/drawbridge/bridge0.nft"
SCRIPT = "/rw/config/qubes-firewall.d/50-drawbridge-bridge0"
BY_NAME = "/etc/qubes/templates/libvirt/xen/by-name/work.xml"
NET_XML = "/etc/qubes/templates/libvirt/devices/net.xml"
STOCK_NET_XML = "/usr/share/qubes/templates/libvirt/devices/net.xml"
RULES = (b"# Written by Drawbridge for bridge profile 1; goes away with it.\ntable ip qubes {\n\tchain custom-forward {\n"
         b"\t\tiifname \"bridge0\" ct state new drop comment \"drawbridge bridge0\"\n\t}\n}\n")
START = (b"#!/bin/sh\n# Written by Drawbridge for bridge0; goes away with it.\nmodprobe br_netfilter\n"
         b"sysctl -q -w net.bridge.bridge-nf-call-iptables=0\nsysctl -q -w net.bridge.bridge-nf-call-ip6tables=0\n"
         b"sysctl -q -w net.bridge.bridge-nf-call-arptables=0\nnft -f /rw/config/drawbridge/bridge0.nft\n")


def sha(data):
    return hashlib.sha256(data).hexdigest()


def content_of(path):
    with open(path, "rb") as file:
        return file.read()


def side(data, mode="0600"):
    return {"sha256": sha(data), "mode": mode, "owner": "root", "group": "root"}


def file_step(place, path, before, after, mode="0600"):
    return {"seq": 1, "step": "file", "place": place, "path": path,
            "before": None if before is None else side(before, mode), "after": None if after is None else side(after, mode)}


class AgentCase(unittest.TestCase):

    def setUp(self):
        self.root = os.path.realpath(tempfile.mkdtemp(prefix="drawbridge-agent-"))
        self.addCleanup(shutil.rmtree, self.root)
        qubes = {
            "dom0": {"state": "Running", "class": "AdminVM", "tags": ["drawbridge"]},
            "sys-net": {"state": "Running", "tags": ["drawbridge"], "defaults": {"template": "fedora"}},
            "work": {"state": "Running", "tags": ["drawbridge"], "defaults": {"netvm": "sys-firewall", "template": "fedora"}},
            "vault": {"state": "Running", "tags": [], "defaults": {"netvm": "", "template": "fedora"}},
            "personal": {"state": "Halted", "tags": ["drawbridge"], "defaults": {"netvm": "sys-firewall", "template": "fedora"}},
        }
        self.host = standins.Dom0(self.root, qubes)
        self.addCleanup(self.host.close)
        self.agent = self.host.agent
        with open(self.host.dom0(STOCK_NET_XML), "w", encoding="ascii") as file:
            file.write('<interface type="ethernet">\n</interface>\n')

    def call(self, verb, request=None, caller=CALLER, raw=None):
        """One request as qrexec brings it: bytes in by a pipe, lines out by another."""
        service = verb if verb.startswith("drawbridge.") else "drawbridge.Agent+" + verb
        data = json.dumps({} if request is None else request).encode() if raw is None else raw
        source, write = os.pipe()
        read, target = os.pipe()
        feeder = threading.Thread(target=self.feed, args=(write, data))
        feeder.start()
        said = bytearray()
        eater = threading.Thread(target=self.eat, args=(read, said))
        eater.start()
        try:
            code = self.agent.main(caller, service, source, target)
        finally:
            os.close(source)
            os.close(target)
            feeder.join()
            eater.join()
        self.assertNotIn("fault:", self.agent.heard[-1][-1])
        answers = [json.loads(line) for line in bytes(said).decode("ascii").splitlines()]
        self.assertEqual(code, 0 if answers[-1]["ok"] else 1)
        self.lines = answers[:-1]
        return answers[-1]

    @staticmethod
    def feed(descriptor, data):
        try:
            while data:
                data = data[os.write(descriptor, data):]
        except BrokenPipeError:
            pass
        finally:
            os.close(descriptor)

    @staticmethod
    def eat(descriptor, said):
        while True:
            data = os.read(descriptor, 65536)
            if not data:
                os.close(descriptor)
                return
            said += data

    def done(self, verb, request=None, **more):
        answer = self.call(verb, request, **more)
        self.assertTrue(answer["ok"], answer)
        return answer

    def refused(self, verb, request=None, code="refused", **more):
        answer = self.call(verb, request, **more)
        self.assertFalse(answer["ok"], answer)
        self.assertEqual(answer["code"], code, answer)
        self.assertRegex(answer["message"], r"\A[ -~“”’…]{3,2000}\Z")
        return answer

    def manifest(self, *steps, **other):
        return {"format": 1, "job": "job-1", "netvm": "sys-net", "bridge": "bridge0", "digest": "0123456789abcdef",
                "release": "R4.3", "steps": [{**step, "seq": seq + 1} for seq, step in enumerate(steps)], **other}

    def begin(self, *steps):
        self.done("drawbridge.Begin+sys-net+bridge0+0123456789ab", {"job": "job-1"})
        return self.done("arm", {"job": "job-1", "within": 300, "manifest": self.manifest(*steps)})

    def put(self, place, path, data, expected="new"):
        return {"place": place, "path": path, "expected": expected, "sha256": sha(data), "content": base64.b64encode(data).decode()}

    def tree(self):
        """Every file and folder of the host but what the agent keeps for itself."""
        found = {}
        for top in ("dom0", "qubes"):
            for folder, folders, files in os.walk(os.path.join(self.root, top)):
                if folder.endswith("/var/lib"):
                    folders[:] = [name for name in folders if name != "drawbridge"]
                for name in folders + files:
                    path = os.path.join(folder, name)
                    content = os.readlink(path) if os.path.islink(path) else content_of(path) if name in files else None
                    found[path] = (os.lstat(path).st_mode, content)
        return found


class VerbTests(AgentCase):

    def test_readTellsAFileWhole(self):
        data = bytes(range(256)) * 20
        os.makedirs(self.host.qube("sys-net", "/rw/config/drawbridge"))
        with open(self.host.qube("sys-net", NFT), "wb") as file:
            file.write(data)
        os.chmod(self.host.qube("sys-net", NFT), 0o640)

        answer = self.done("read", {"place": "sys-net", "path": NFT})

        self.assertEqual(base64.b64decode(answer["content"]), data)
        self.assertEqual((answer["mode"], answer["owner"]), ("0640", "root"))
        self.assertEqual(self.done("read", {"place": "work", "path": NFT}), {"ok": True, "exists": False})

    def test_readListsAFolder(self):
        os.makedirs(self.host.qube("sys-net", "/rw/config/qubes-firewall.d/below"))
        for name in ("b", "a b", "ä"):
            open(self.host.qube("sys-net", "/rw/config/qubes-firewall.d/" + name), "w", encoding="ascii").close()

        self.assertEqual(self.done("read", {"place": "sys-net", "path": "/rw/config/qubes-firewall.d"})["names"], ["a b", "b", "ä"])
        self.assertEqual(self.done("read", {"place": "work", "path": KEYFILES}), {"ok": True, "exists": False, "names": []})
        self.assertEqual(self.done("read", {"place": "dom0", "path": "/etc/qubes/templates/libvirt"})["exists"], False)

    def test_readInAQubeThatCannotBe(self):
        self.refused("read", {"place": "nobody", "path": NFT}, "no-such-qube")
        self.refused("read", {"place": "personal", "path": NFT}, "not-running")
        self.refused("read", {"place": "vault", "path": NFT})
        self.assertFalse(self.done("read", {"place": "vault", "path": "/etc/xen/scripts/vif-bridge"})["exists"])

    def test_writeInAQubeAndTakeItBack(self):
        before = self.tree()
        self.begin(file_step("sys-net", NFT, None, RULES), file_step("sys-net", SCRIPT, None, START, "0755"))

        self.done("write", self.put("sys-net", NFT, RULES))
        self.done("write", self.put("sys-net", SCRIPT, START))

        self.assertEqual(content_of(self.host.qube("sys-net", NFT)), RULES)
        self.assertEqual(os.stat(self.host.qube("sys-net", SCRIPT)).st_mode & 0o7777, 0o755)
        self.done("remove", {"place": "sys-net", "path": SCRIPT, "expected": "sha256:" + sha(START)})
        self.done("remove", {"place": "sys-net", "path": NFT, "expected": "any"})
        self.assertEqual(self.tree(), before)
        self.assertFalse(os.path.exists(self.host.dom0("/var/lib/drawbridge/folders")))

    def test_writeOverAnotherTextAndPutItBack(self):
        old = RULES.replace(b"ct state new drop", b"accept")
        os.makedirs(self.host.qube("sys-net", "/rw/config/drawbridge"))
        with open(self.host.qube("sys-net", NFT), "wb") as file:
            file.write(old)
        os.chmod(self.host.qube("sys-net", NFT), 0o600)
        self.begin(file_step("sys-net", NFT, old, RULES))

        self.refused("write", self.put("sys-net", NFT, RULES), "changed")
        self.done("write", self.put("sys-net", NFT, RULES, "sha256:" + sha(old)))
        self.done("write", {"place": "sys-net", "path": NFT, "expected": "any", "sha256": sha(old)})

        self.assertEqual(content_of(self.host.qube("sys-net", NFT)), old)

    def test_templatesOfDom0AreMadeHere(self):
        text = content_of(os.path.join(standins.HERE, "by-name.xml"))
        self.begin(file_step("dom0", BY_NAME, None, text, "0644"))
        before = self.tree()
        wanted = {"place": "dom0", "path": BY_NAME, "expected": "new", "sha256": sha(text)}

        self.refused("write", {**wanted, "template": {"mode": "additional", "mac": "00:16:3e:00:00:01"}})
        self.refused("write", {**wanted, "content": base64.b64encode(text).decode()})
        self.assertEqual(self.tree(), before)
        self.done("write", {**wanted, "template": {"mode": "replace"}})

        self.assertEqual(content_of(self.host.dom0(BY_NAME)), text)
        self.done("remove", {"place": "dom0", "path": BY_NAME, "expected": "any"})
        self.assertEqual(self.tree(), before)

    def test_netXmlIsOursAroundTheStockText(self):
        text = self.agent.template(NET_XML, {}, {"bridge": "bridge0"})
        self.assertIn(b'{% else -%}\n<interface type="ethernet">\n</interface>\n{% endif %}\n', text)
        self.begin(file_step("dom0", NET_XML, None, text, "0644"))

        self.done("write", {"place": "dom0", "path": NET_XML, "expected": "new", "sha256": sha(text), "template": {}})
        self.done("read", {"place": "dom0", "path": NET_XML})

    def test_commandsAreRunWithTheirArguments(self):
        self.done("run", {"command": "NmActive", "place": "sys-net", "dialect": "V1"})
        self.assertEqual(self.lines, [{"line": "in-qube/nmcli -t -f NAME,UUID,TYPE,DEVICE connection show --active"}])
        self.done("run", {"command": "NmVersion", "place": "sys-net"})
        self.assertEqual(self.lines, [{"line": "in-qube/nmcli --version"}])
        self.refused("run", {"command": "NmUp", "place": "sys-net", "dialect": "V1", "id": "drawbridge-bridge0-port"})
        self.begin()

        self.done("run", {"command": "NmUp", "place": "sys-net", "dialect": "V1", "id": "drawbridge-bridge0-port"})
        self.assertEqual(self.lines, [{"line": "in-qube/nmcli --wait 30 connection up id drawbridge-bridge0-port"}])
        self.done("run", {"command": "SetBridgeSwitch", "place": "sys-net", "which": "IP6TABLES", "on": False})
        self.assertEqual(self.lines, [{"line": "in-qube/sysctl -q -w net.bridge.bridge-nf-call-ip6tables=0"}])
        self.done("run", {"command": "RestartQubesd"})
        self.assertEqual(self.lines, [{"line": "systemctl restart qubesd"}])

    def test_linksAreReadFromTheKernelsOwnFolder(self):
        device = self.host.qube("sys-net", "/sys/class/net/ens6")
        os.makedirs(device + "/device")
        for name, text in (("ifindex", "2"), ("address", "88:ae:1d:ae:30:31"), ("flags", "0x1003"), ("carrier", "1"), ("uevent", "INTERFACE=ens6")):
            with open(device + "/" + name, "w", encoding="ascii") as file:
                file.write(text + "\n")
        os.symlink("../bridge0", device + "/master")

        self.assertEqual(self.done("run", {"command": "Links", "place": "sys-net"})["exit"], 0)

        self.assertEqual(self.lines, [{"line": "link\tens6\t88:ae:1d:ae:30:31\t0x1003\t1\t-\tbridge0\t-"},
                                      {"line": "in-qube/ip -o -4 addr show"}])

    def test_commandsTellTheirExit(self):
        with open(os.path.join(self.root, "tools/in-qube/nmcli.exit"), "w", encoding="ascii") as file:
            file.write("10")
        self.assertEqual(self.done("run", {"command": "NmActive", "place": "work", "dialect": "V1"})["exit"], 10)

    def test_onlyRulesOfTheJobAreDeleted(self):
        with open(os.path.join(self.root, "tools/in-qube/nft.says"), "w", encoding="ascii") as file:
            file.write('\t\tiifname "bridge0" accept comment "drawbridge bridge0" # handle 7\n'
                       '\t\tiifname "vif*" accept comment "my own" # handle 8\n'
                       '\t\tiifname "bridge1" accept comment "drawbridge bridge1" # handle 9\n')
        self.begin()
        wanted = {"command": "NftDelete", "place": "sys-net", "chain": "custom-forward"}

        for handle in (8, 9, 70, -7, 0):
            self.refused("run", {**wanted, "handle": handle})
        self.done("run", {**wanted, "handle": 7})

    def test_rulesByDelta(self):
        self.begin()
        lines = ["-D FORWARD -j DROP", "-A FORWARD -i bridge0 -m physdev --physdev-is-bridged -j ACCEPT", "-A FORWARD -j DROP"]
        self.done("run", {"command": "IptablesDelta", "place": "sys-net", "table": "filter", "lines": lines})
        self.done("run", {"command": "IptablesDelta", "place": "sys-net", "table": "nat", "lines": ["-D POSTROUTING -j MASQUERADE"]})
        for line in ("-A FORWARD -j ACCEPT", "-A FORWARD -i bridge1 -m physdev --physdev-is-bridged -j ACCEPT", "-A INPUT -j ACCEPT",
                     "-A FORWARD -j DROP\nCOMMIT\n*nat\n-F", "-A FORWARD -i eth+ -j ACCEPT", ""):
            self.refused("run", {"command": "IptablesDelta", "place": "sys-net", "table": "filter", "lines": [line]})

    def test_packagesAreKeptVerifiedAndPutBack(self):
        with open(os.path.join(self.root, "tools/rpm.says"), "w", encoding="ascii") as file:
            file.write("qubes-core-dom0 4.2.39-1.fc37 noarch\n")
        self.assertEqual(self.done("verify", {"package": "qubes-core-dom0"})["installed"], "4.2.39-1.fc37")
        self.refused("keep", {"packages": ["qubes-core-dom0"]}, "trouble")
        os.makedirs(self.host.dom0("/var/lib/qubes/updates/rpm"))
        with open(self.host.dom0("/var/lib/qubes/updates/rpm/qubes-core-dom0-4.2.39-1.fc37.noarch.rpm"), "wb") as file:
            file.write(b"a package")
        self.refused("keep", {"packages": ["qubes-core-dom0"]})
        with open(os.path.join(self.root, "tools/rpmkeys.says"), "w", encoding="ascii") as file:
            file.write("x.rpm:\n    Header V4 RSA/SHA256 Signature, key ID 0a0b: OK\n")

        kept = self.done("keep", {"packages": ["qubes-core-dom0"]})["kept"]

        self.assertEqual(kept, [{"name": "qubes-core-dom0", "version": "4.2.39-1.fc37", "sha256": sha(b"a package")}])
        self.assertEqual(self.done("reinstall", {"packages": ["qubes-core-dom0"]})["from"], "kept")
        for packages in ([], ["bash"], ["qubes-core-dom0", "qubes-core-dom0"], ["--root=/"], [["qubes-core-dom0"]]):
            self.refused("reinstall", {"packages": packages})


class JobTests(AgentCase):

    def test_nothingIsChangedWithoutAJob(self):
        before = self.tree()
        self.refused("write", self.put("sys-net", NFT, RULES))
        self.refused("remove", {"place": "sys-net", "path": NFT, "expected": "any"})
        self.refused("arm", {"job": "job-1", "within": 300, "manifest": self.manifest()})
        self.done("drawbridge.Begin+sys-net+bridge0+0123456789ab", {"job": "job-1"})
        self.refused("write", self.put("sys-net", NFT, RULES))
        self.assertEqual(self.tree(), before)

    def test_aJobIsItsCallersAlone(self):
        self.begin(file_step("sys-net", NFT, None, RULES))
        self.refused("write", self.put("sys-net", NFT, RULES), caller="other")
        self.refused("disarm", {"job": "job-1"}, caller="other")
        self.refused("drawbridge.Begin+sys-net+bridge0+0123456789ab", {"job": "job-2"}, caller="other")
        self.refused("read", {"place": "dom0", "path": NET_XML}, caller="dom0")

    def test_aJobIsOverWithItsDeadlineAndWithItsEnd(self):
        self.begin(file_step("sys-net", NFT, None, RULES))
        self.done("arm", {"job": "job-1", "within": 10, "manifest": self.manifest(file_step("sys-net", NFT, None, RULES))})
        later = time.time() + 11
        self.agent.time = type("Later", (), {"time": staticmethod(lambda: later), "monotonic": time.monotonic, "sleep": time.sleep})
        self.refused("write", self.put("sys-net", NFT, RULES))
        self.refused("arm", {"job": "job-1", "within": 10, "manifest": self.manifest(file_step("sys-net", NFT, None, RULES))})
        self.agent.time = time
        self.done("disarm", {"job": "job-1"})
        self.refused("write", self.put("sys-net", NFT, RULES))
        self.assertEqual(self.done("list")["kits"][0]["state"], "kept")
        self.assertEqual(self.done("list")["caller"], CALLER)

    def test_aJobThatWasKeptIsBegunAnewToGoBack(self):
        step = file_step("sys-net", NFT, None, RULES)
        self.begin(step)
        self.done("write", self.put("sys-net", NFT, RULES))
        self.done("disarm", {"job": "job-1"})

        self.begin(step)
        self.done("remove", {"place": "sys-net", "path": NFT, "expected": "any"})
        self.done("disarm", {"job": "job-1"})

    def test_aJobThatIsKeptUntilATimeLetsOthersBeginAndGoesBackThen(self):
        step = file_step("sys-net", NFT, None, RULES)
        before = self.tree()
        self.begin(step)
        self.refused("disarm", {"job": "job-1", "within": 9}, code="bad-request")
        self.done("write", self.put("sys-net", NFT, RULES))
        until = self.done("disarm", {"job": "job-1", "within": 5 * 24 * 3600})["until"]
        self.assertEqual(self.done("list")["kits"][0]["state"], "timed")
        self.refused("write", self.put("sys-net", NFT, RULES))
        self.assertGreater(until, time.time() + 4 * 24 * 3600)
        self.assertGreater(self.done("disarm", {"job": "job-1", "within": 9 * 24 * 3600})["until"], until)
        self.done("drawbridge.Begin+sys-net+bridge0+0123456789ab", {"job": "job-2"})
        self.done("disarm", {"job": "job-2"})

        self.done("arm", {"job": "job-1", "within": 300, "manifest": self.manifest(step)})
        self.done("remove", {"place": "sys-net", "path": NFT, "expected": "any"})
        self.done("disarm", {"job": "job-1"})
        self.assertEqual(self.tree(), before)

    def test_theManifestMustBeWhatWasAgreedTo(self):
        self.done("drawbridge.Begin+sys-net+bridge0+0123456789ab", {"job": "job-1"})
        for other in ({"netvm": "work"}, {"bridge": "bridge1"}, {"digest": "fedcba9876543210"}, {"job": "job-2"}):
            self.refused("arm", {"job": "job-1", "within": 300, "manifest": self.manifest(**other)})
        self.done("arm", {"job": "job-1", "within": 300, "manifest": self.manifest()})
        self.refused("arm", {"job": "job-1", "within": 300, "manifest": self.manifest(file_step("sys-net", NFT, None, RULES))})
        self.refused("drawbridge.Begin+sys-net+bridge0+0123456789ab", {"job": "job-2"})

    def test_theManifestMustBeTrueToTheHost(self):
        os.makedirs(self.host.qube("sys-net", "/rw/config/drawbridge"))
        with open(self.host.qube("sys-net", NFT), "wb") as file:
            file.write(RULES)
        setting = {"step": "property", "qube": "work", "name": "netvm", "after": {"value": "sys-net", "default": False}}
        self.done("drawbridge.Begin+sys-net+bridge0+0123456789ab", {"job": "job-1"})
        for step in (file_step("sys-net", NFT, None, RULES), file_step("sys-net", NFT, b"other", RULES),
                     {**setting, "before": {"value": "vault", "default": False}}):
            self.refused("arm", {"job": "job-1", "within": 300, "manifest": self.manifest(step)}, "changed")
        self.done("arm", {"job": "job-1", "within": 300,
                          "manifest": self.manifest({**setting, "before": {"value": "sys-firewall", "default": True}})})

    def test_theManifestNamesOnlyWhatIsAllowed(self):
        self.done("drawbridge.Begin+sys-net+bridge0+0123456789ab", {"job": "job-1"})
        setting = {"before": {"value": "", "default": True}, "after": {"value": "x", "default": False}}
        undo = {"step": "command", "command": {"command": "NftList", "place": "sys-net"}, "undo": [], "check": None}
        for step in (
                file_step("sys-net", "/etc/passwd", None, b"x"), file_step("dom0", "/etc/passwd", None, b"x", "0644"),
                file_step("dom0", "/etc/qubes/policy.d/10-x.policy", None, b"x", "0644"), file_step("sys-net", NFT, None, RULES, "4755"),
                file_step("work", NFT, None, RULES), file_step("vault", NFT, None, RULES), file_step("sys-net", NFT + "/../x", None, b"x"),
                {"step": "property", "qube": "work", "name": "label", **setting},
                {"step": "property", "qube": "vault", "name": "netvm", **setting},
                {"step": "feature", "qube": "work", "name": "vmexec", **setting},
                {"step": "service", "qube": "work", "name": "network-manager", **setting},
                {"step": "power", "qube": "vault", "before": "Running", "after": "Halted"},
                {"step": "power", "qube": "dom0", "before": "Running", "after": "Halted"} | {"qube": "dom0;reboot"},
                {**undo, "undo": [{"command": "sh", "place": "sys-net"}]},
                {**undo, "undo": [{"command": "NmUp", "place": "sys-net", "dialect": "V1", "id": "--help"}]},
                {**undo, "undo": [{"command": "NmUp", "place": "sys-net", "dialect": "V1", "id": "drawbridge-bridge1"}]},
                {**undo, "check": {"command": {"command": "NmReload", "place": "sys-net"}, "present": [], "absent": []}},
                {**undo, "check": {"command": {"command": "NftList", "place": "sys-net"}, "present": [1], "absent": []}},
                {"step": "program", "argv": ["sh"]}, {}, [], "x", None):
            manifest = {**self.manifest(), "steps": [{**step, "seq": 1} if isinstance(step, dict) else step]}
            answer = self.call("arm", {"job": "job-1", "within": 300, "manifest": manifest})
            self.assertIn(answer.get("code"), ("refused", "bad-request"), (step, answer))
        self.assertFalse(os.path.exists(self.host.dom0("/var/lib/drawbridge/rescue/job-1/manifest.json")))

    def test_whatIsWrittenOverIsKept(self):
        self.host.qubesd.qubes["sys-net"]["state"] = "Halted"
        old = RULES.replace(b"ct state new drop", b"accept")
        os.makedirs(self.host.qube("sys-net", "/rw/config/drawbridge"))
        with open(self.host.qube("sys-net", NFT), "wb") as file:
            file.write(old)
        os.chmod(self.host.qube("sys-net", NFT), 0o600)
        self.begin(file_step("sys-net", NFT, old, RULES))
        image = self.host.dom0("/var/lib/drawbridge/rescue/job-1/images/" + sha(old))
        self.assertFalse(os.path.exists(image))

        self.host.qubesd.qubes["sys-net"]["state"] = "Running"
        self.done("write", self.put("sys-net", NFT, RULES, "any"))

        self.assertEqual(content_of(image), old)
        self.assertEqual(os.stat(image).st_mode & 0o777, 0o600)

    def test_anotherHandsFileIsNotOverwritten(self):
        self.begin(file_step("sys-net", NFT, None, RULES))
        os.makedirs(self.host.qube("sys-net", "/rw/config/drawbridge"))
        with open(self.host.qube("sys-net", NFT), "wb") as file:
            file.write(b"mine")
        self.refused("write", self.put("sys-net", NFT, RULES, "any"), "changed")
        self.refused("remove", {"place": "sys-net", "path": NFT, "expected": "any"}, "changed")
        self.assertEqual(content_of(self.host.qube("sys-net", NFT)), b"mine")

    def test_oldKitsAreForgotten(self):
        for number in range(self.agent.MOST_KITS + 3):
            job = "job-%d" % number
            self.done("drawbridge.Begin+sys-net+bridge0+0123456789ab", {"job": job})
            self.done("arm", {"job": job, "within": 300, "manifest": self.manifest(job=job)})
            self.done("disarm", {"job": job})
        self.assertLessEqual(len(self.done("list")["kits"]), self.agent.MOST_KITS + 1)


if __name__ == "__main__":
    unittest.main(verbosity=1)
