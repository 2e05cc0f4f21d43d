#!/usr/bin/python3 -I
"""Brings back in dom0 what a job of Drawbridge changed, from the kit that the agent keeps; needs no console and no network.

`restore.py --due` is what the rescue units run: it goes back if the armed job's time is over, or if the machine was started
since the job was armed; and on a job that was kept until a time, which is over. `restore.py JOB` goes back at once. It takes the manifest's steps from the last to the first, only
those that were begun, and puts each back where it still is what the job made of it; what another hand changed since is left
and told. It says what it did in JOB/result.json and on standard output; run again, it does what is left.
"""

import importlib.machinery
import importlib.util
import json
import os
import sys
import time


def sibling(name):
    """The agent, which lies beside this file: the same closed lists and the same hands."""
    path = os.path.join(os.path.dirname(os.path.realpath(__file__)), name)
    loader = importlib.machinery.SourceFileLoader("agent", path)
    module = importlib.util.module_from_spec(importlib.util.spec_from_loader("agent", loader))
    loader.exec_module(module)
    return module


class Restore:
    """One way back."""

    def __init__(self, agent, kit):
        self.agent, self.kit = agent, kit
        self.steps = agent.record(kit["job"] + "/manifest.json")["steps"]
        self.touched = agent.record(kit["job"] + "/touched.json") or []
        self.left, self.blocked, self.wanted = [], set(), {}

    def go(self):
        for step in reversed(self.steps):
            place = step.get("qube") or step.get("place") or step["command"].get("place", "dom0")
            if place in self.blocked:
                self.left.append("%s: an earlier step back in %s did not work." % (self.name(step), place))
                continue
            try:
                getattr(self, "back_" + ("setting" if step["step"] in ("property", "feature", "service") else step["step"]))(step)
            except self.agent.Failure as failure:
                self.left.append("%s: %s" % (self.name(step), failure))
                if step["step"] == "power" or failure.code in ("not-running", "timed-out"):
                    self.blocked.add(place)
        for qube, state in self.wanted.items():
            if qube not in self.blocked:
                try:
                    self.power(qube, state)
                except self.agent.Failure as failure:
                    self.left.append("%s should be %s: %s" % (qube, state, failure))
        return self.left

    @staticmethod
    def name(step):
        about = step.get("path") or step.get("name") or json.dumps(step.get("command") or "power")
        return "%s in %s" % (about, step.get("qube") or step.get("place") or "its place")

    def back_power(self, step):
        """A start waits until it is needed, or until the end; a shutdown is done at once, since settings need it."""
        self.wanted[step["qube"]] = step["before"]
        if step["before"] == "Halted":
            self.power(step["qube"], "Halted")

    def back_setting(self, step):
        now = self.agent.setting(step)
        if self.agent.same(now, step["before"]):
            return
        if not self.agent.same(now, step["after"]):
            raise self.agent.Failure("changed", "it was changed by another hand, so it was left as it is.")
        before, qube = step["before"], step["qube"]
        if step["step"] == "property":
            verb, value = ("Reset", "") if before["default"] else ("Set", before["value"])
            self.agent.qubesd("admin.vm.property.%s+%s" % (verb, step["name"]), qube, value)
            return
        name = ("service." if step["step"] == "service" else "") + step["name"]
        value = {"on": "1", "off": ""}.get(before["value"], before["value"])
        verb, value = ("Remove", "") if before["default"] else ("Set", value)
        self.agent.qubesd("admin.vm.feature.%s+%s" % (verb, name), qube, value)

    def back_file(self, step):
        place, path, before = step["place"], step["path"], step["before"]
        if "%s:%s" % (place, path) not in self.touched:
            return
        self.wake(place)
        found, _ = self.agent.see(place, path)
        if self.agent.is_side(found, before):
            return
        if found is not None and not self.agent.is_side(found, step["after"]):
            raise self.agent.Failure("changed", "it was changed by another hand, so it was left as it is.")
        content = None
        if before:
            image = self.agent.load("%s/%s/images/%s" % (self.agent.STATE, self.kit["job"], before["sha256"]))
            if not image:
                raise self.agent.Failure("trouble", "its before-image is not there.")
            content = image[0]
        expected = "sha256:" + self.agent.sha(found[0]) if found else "new"
        self.agent.put(place, path, content, before, expected)

    def back_command(self, step):
        undo = step["undo"]
        if not undo or json.dumps(step["command"], sort_keys=True) not in self.touched and self.agent.command(
                step["command"], self.kit["bridge"])[2]:
            return
        for place in {each.get("place", "dom0") for each in undo}:
            self.wake(place)
        check = step["check"]
        if check:
            said = self.agent.lines(self.agent.perform(check["command"], self.kit["bridge"])[1])
            there = [any(text in line for line in said) for text in check["present"]]
            gone = [not any(text in line for line in said) for text in check["absent"]]
            if not any(there + gone):
                return
        for each in undo:
            self.run(each)

    def run(self, each):
        code, output, _ = self.agent.perform(each, self.kit["bridge"])
        if each["command"] == "NftRemove":
            for line in self.agent.lines(output):
                head, _, handle = line.rpartition(" # handle ")
                if head.endswith('comment "%s"' % each["comment"]) and handle.isdigit():
                    self.run({"command": "NftDelete", "place": each["place"], "chain": each["chain"], "handle": int(handle)})
        elif code not in {"NmDown": (0, 10), "ConntrackPurge": (0, 1), "UnloadBridgeNetfilter": (0, 1)}.get(each["command"], (0,)):
            raise self.agent.Failure("trouble", "%s ended with %d." % (each["command"], code))

    def wake(self, place):
        if place != "dom0" and self.agent.facts(place).get("state") != "Running":
            self.wanted.setdefault(place, "Halted")
            self.power(place, "Running")

    def power(self, qube, state):
        if self.agent.facts(qube).get("state") == state:
            return
        argv = ["qvm-start", "--skip-if-running", qube] if state == "Running" else ["qvm-shutdown", "--wait", qube]
        code, _, errors, _ = self.agent.execute(argv, 300)
        if code:
            raise self.agent.Failure("trouble", "%s ended with %d: %s" % (argv[0], code, errors.decode("utf-8", "replace")[:200].strip()))


def restore(agent, job):
    """Goes back under the lock, and says what is left."""
    with agent.lock():
        kit = agent.record(job + "/job.json")
        if not kit or not agent.record(job + "/manifest.json"):
            return ["There is no kit of a job %s." % job]
        left = Restore(agent, kit).go()
        agent.record(job + "/result.json", {"at": int(time.time()), "left": left})
        agent.record(job + "/job.json", {**kit, "state": "restored"})
        if agent.armed() == job:
            agent.erase(agent.STATE + "/armed")
        agent.note_timed()
        return left


def due(agent):
    """The armed job, if its time is over or the machine was started since; where none is armed, one that was kept until a time."""
    job = agent.armed()
    if not job:
        over = [name for name, kit in agent.kits() if kit["state"] == "timed" and kit["until"] <= time.time()]
        return max(over, key=lambda name: agent.record(name + "/job.json")["begun"]) if over else None
    kit = agent.record(job + "/job.json")
    return job if kit and (kit["until"] <= time.time() or kit.get("boot") != agent.boot()) else None


def main(agent, words):
    os.umask(0o022)
    job = due(agent) if words == ["--due"] else words[0] if len(words) == 1 and agent.matches(agent.JOB, words[0]) else ""
    if job == "":
        print("usage: restore.py --due | JOB", file=sys.stderr)
        return 2
    if job is None:
        return 0
    left = restore(agent, job)
    print("\n".join(left) if left else "Job %s was brought back." % job)
    return 1 if left else 0


if __name__ == "__main__":
    sys.exit(main(sibling("agent.py"), sys.argv[1:]))
