"""The way back of the dom0 package: what a job changed is put back, from any point, and nothing else is."""

import os
import time
import unittest

import standins
from agent_tests import BY_NAME, NFT, RULES, SCRIPT, START, AgentCase, content_of, file_step

NETVM = {"step": "property", "qube": "work", "name": "netvm",
         "before": {"value": "sys-firewall", "default": True}, "after": {"value": "sys-net", "default": False}}
FEATURE = {"step": "feature", "qube": "work", "name": "drawbridge-bridge",
           "before": {"value": "", "default": True}, "after": {"value": "bridge0", "default": False}}
SERVICE = {"step": "service", "qube": "work", "name": "network-manager",
           "before": {"value": "", "default": True}, "after": {"value": "on", "default": False}}
LOAD = {"step": "command", "command": {"command": "NftLoad", "place": "sys-net", "file": NFT},
        "undo": [{"command": "NftRemove", "place": "sys-net", "chain": "custom-forward", "comment": "drawbridge bridge0"},
                 {"command": "ConntrackPurge", "place": "sys-net", "into": "10.137.0.0/16"}],
        "check": {"command": {"command": "NftList", "place": "sys-net"}, "present": ['comment "drawbridge bridge0"'], "absent": []}}


class RestoreTests(AgentCase):

    def setUp(self):
        super().setUp()
        self.restore = standins.load("restore")
        self.by_name = self.agent.template(BY_NAME, {"mode": "replace"}, {"bridge": "bridge0", "netvm": "sys-net"})
        self.steps = [
            {"step": "power", "qube": "work", "before": "Running", "after": "Halted"},
            file_step("dom0", BY_NAME, None, self.by_name, "0644"), NETVM, FEATURE, SERVICE,
            file_step("sys-net", NFT, None, RULES), file_step("sys-net", SCRIPT, None, START, "0755"), LOAD,
            {"step": "power", "qube": "work", "before": "Halted", "after": "Running"}]
        self.before = self.tree(), self.qubes()

    def qubes(self):
        return {name: (qube["state"], dict(qube.get("properties", {})), dict(qube.get("features", {})))
                for name, qube in self.host.qubesd.qubes.items()}

    def set(self, method, argument, value):
        self.agent.qubesd("admin.vm.%s.Set+%s" % (method, argument), "work", value)

    def acts(self):
        """What a job does, one after the other."""
        write = {"place": "dom0", "path": BY_NAME, "expected": "new", "sha256": self.agent.sha(self.by_name), "template": {"mode": "replace"}}
        return [
            lambda: standins.power(self.root, "work", "Halted"), lambda: self.done("write", write),
            lambda: self.set("property", "netvm", "sys-net"), lambda: self.set("feature", "drawbridge-bridge", "bridge0"),
            lambda: self.set("feature", "service.network-manager", "1"), lambda: self.done("write", self.put("sys-net", NFT, RULES)),
            lambda: self.done("write", self.put("sys-net", SCRIPT, START)), lambda: self.load(),
            lambda: standins.power(self.root, "work", "Running")]

    def load(self):
        self.done("run", LOAD["command"])
        with open(os.path.join(self.root, "tools/in-qube/nft.says"), "w", encoding="ascii") as file:
            file.write('iifname "bridge0" accept comment "drawbridge bridge0" # handle 7\n')

    def back(self):
        return self.restore.restore(self.agent, "job-1")

    def test_aJobIsBroughtBackFromEveryPoint(self):
        for count in range(len(self.acts()) + 1):
            with self.subTest(acts=count):
                self.setUp() if count else None
                self.begin(*self.steps)
                for act in self.acts()[:count]:
                    act()

                self.assertEqual(self.back(), [])

                self.assertEqual((self.tree(), self.qubes()), self.before)
                self.assertEqual(self.done("list")["kits"][0]["state"], "restored")
                self.assertEqual(self.done("list")["kits"][0]["result"]["left"], [])
                self.refused("write", self.put("sys-net", NFT, RULES))

    def test_againItHasNoFurtherEffect(self):
        self.begin(*self.steps)
        for act in self.acts():
            act()
        self.back()
        calls = len(self.host.qubesd.calls)
        self.assertEqual(self.back(), [])
        self.assertEqual((self.tree(), self.qubes()), self.before)
        self.assertNotIn(True, [".Set" in method or "Reset" in method for method, _, _ in self.host.qubesd.calls[calls:]])

    def test_whatAnotherHandChangedIsLeftAndTold(self):
        self.begin(*self.steps)
        for act in self.acts():
            act()
        with open(self.host.qube("sys-net", NFT), "wb") as file:
            file.write(b"mine")
        self.set("property", "netvm", "vault")

        left = self.back()

        self.assertEqual(len(left), 2)
        self.assertIn("another hand", left[0])
        self.assertEqual(content_of(self.host.qube("sys-net", NFT)), b"mine")
        self.assertEqual(self.host.qubesd.qubes["work"]["properties"]["netvm"], "vault")
        self.assertNotIn("drawbridge-bridge", self.host.qubesd.qubes["work"]["features"])

    def test_aHaltedQubeIsStartedForItsFilesAndShutDownAgain(self):
        self.begin(*self.steps)
        for act in self.acts():
            act()
        self.host.qubesd.qubes["sys-net"]["state"] = "Halted"
        self.assertEqual(self.back(), [])
        self.assertEqual(self.tree(), self.before[0])
        self.assertEqual(self.host.qubesd.qubes["sys-net"]["state"], "Halted")

    def test_aQubeThatDoesNotComeUpIsTold(self):
        self.begin(*self.steps)
        for act in self.acts():
            act()
        self.host.qubesd.qubes["sys-net"]["state"] = "Halted"
        self.host.script("qvm-start", "#!/bin/sh\necho no memory >&2; exit 1\n")
        left = self.back()
        self.assertIn("no memory", left[0])
        self.assertNotIn("drawbridge-bridge", self.host.qubesd.qubes["work"]["features"])
        self.assertFalse(os.path.exists(self.host.dom0(BY_NAME)))

    def test_aJobThatIsKeptUntilATimeIsDueThenWhereNoneIsArmed(self):
        self.begin(*self.steps)
        self.acts()[5]()
        self.done("disarm", {"job": "job-1", "within": 3600})
        self.agent.boot = lambda: "another"
        self.assertEqual(self.restore.main(self.agent, ["--due"]), 0)
        self.assertTrue(os.path.exists(self.host.qube("sys-net", NFT)))
        self.assertTrue(os.path.exists(self.host.dom0("/var/lib/drawbridge/rescue/timed")))

        later = time.time() + 3601
        self.agent.time = type("Later", (), {"time": staticmethod(lambda: later), "monotonic": time.monotonic, "sleep": time.sleep})
        self.restore.time = self.agent.time
        self.assertEqual(self.restore.main(self.agent, ["--due"]), 0)
        self.assertFalse(os.path.exists(self.host.qube("sys-net", NFT)))
        self.assertFalse(os.path.exists(self.host.dom0("/var/lib/drawbridge/rescue/timed")))
        self.assertEqual(self.done("list")["kits"][0]["state"], "restored")
        self.agent.time = self.restore.time = time

    def test_itIsDueWithTheDeadlineAndAfterAStartOfTheMachine(self):
        self.assertEqual(self.restore.main(self.agent, ["--due"]), 0)
        self.begin(*self.steps)
        self.acts()[5]()
        self.assertEqual(self.restore.main(self.agent, ["--due"]), 0)
        self.assertTrue(os.path.exists(self.host.qube("sys-net", NFT)))

        later = time.time() + 301
        self.agent.time = type("Later", (), {"time": staticmethod(lambda: later), "monotonic": time.monotonic, "sleep": time.sleep})
        self.restore.time = self.agent.time
        self.assertEqual(self.restore.main(self.agent, ["--due"]), 0)
        self.assertFalse(os.path.exists(self.host.qube("sys-net", NFT)))
        self.agent.time = self.restore.time = time

        self.begin(*self.steps)
        self.acts()[5]()
        self.agent.boot = lambda: "another"
        self.assertEqual(self.restore.main(self.agent, ["--due"]), 0)
        self.assertFalse(os.path.exists(self.host.qube("sys-net", NFT)))
        self.assertEqual(self.restore.main(self.agent, ["no such job"]), 2)


if __name__ == "__main__":
    unittest.main(verbosity=1)
