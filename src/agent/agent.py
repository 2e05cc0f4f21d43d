#!/usr/bin/python3 -I
"""Drawbridge's hands in dom0: does for a console in a management qube what the Admin API cannot, and nothing else.

qrexec calls it as `agent.py CALLER SERVICE+ARGUMENT`; README.md beside it tells the verbs and their answers.

Threat model. The caller is fully hostile: it chooses the argument and every byte on standard input, calls as often and as
much at once as it likes, sends slowly or never, stops reading, or goes away at any moment. The qubes that are worked in are
hostile too: what they print is bounded, and handed on as data. Trusted are dom0 itself, qrexec's word for who calls and what
for, the policy, and the person who answers dom0's question. So:
- Nothing that was sent is run or becomes part of a program. `run` takes the name of a command below and parameters that are
  checked here. It is here beside the verbs that move files since a bridge counts only once NetworkManager and the packet
  filter are told of it. What runs in a qube is one of the fixed programs and commands below.
- Only the files of the closed lists are read or written, only as root's, with the mode that the list says. A file in a qube
  must as a whole have one of the forms below. A template of libvirt in dom0 is written here from a few checked parameters.
- Only qubes that a person tagged `drawbridge` in dom0 are touched; two stock files that tell nothing may be read in any.
- Something is changed only within a job. A person agrees to it in dom0 (`begin` is `ask` in the policy, and names net qube,
  bridge and digest); it is for that caller, net qube and bridge alone, and over with its deadline. `arm` takes a manifest of
  data: each write must be in it, and what it replaces is kept here first. A caller that was agreed to can do that much, set
  the deadline anew, or end the job; it cannot make the way back put anything there but what was there before.
- In dom0 each folder on a path is opened by itself and never through a link, must be root's and not writable by everybody; files
  are opened without following links, and are written beside, synced, and moved into place in one moment.
- Input, output, time, sizes and counts are bounded. A lock is taken only once the whole request is there, and given back
  whether or not the caller reads its answer. Each request goes to the journal, escaped and cut.
"""

import base64
import binascii
import contextlib
import errno
import fcntl
import hashlib
import json
import os
import re
import select
import selectors
import signal
import socket
import stat
import subprocess
import sys
import syslog
import time

ROOT, OWNER = "/", (0, 0)
OWN = "/var/lib/drawbridge"
STATE, KEPT, MADE = OWN + "/rescue", OWN + "/packages", OWN + "/folders"
QUBESD = "/var/run/qubesd.sock"
PATH = "/usr/sbin:/usr/bin:/sbin:/bin"
ENVIRONMENT = {"PATH": PATH, "LC_ALL": "C", "HOME": "/root"}
REQUEST_LIMIT, FILE_LIMIT, OUTPUT_LIMIT, MOST_LINES = 2 << 20, 1 << 20, 1 << 20, 10000
MOST_STEPS, MOST_KITS, LONGEST, LONGEST_STAY = 500, 20, 26 * 3600, 91 * 24 * 3600
TAG, FEATURE, SERVICE, BESIDE = "drawbridge", "drawbridge-bridge", "network-manager", ".drawbridge."
PACKAGES = ("qubes-core-dom0", "qubes-manager")

# Forms of the parameters; each is matched as a whole.
QUBE, BRIDGE, JOB = r"[A-Za-z][A-Za-z0-9_.-]{0,30}", r"(?:br|bridge)[0-9]{1,9}", r"[a-z0-9][a-z0-9-]{0,63}"
SHA, MAC = r"[0-9a-f]{64}", r"[0-9A-F]{2}(?::[0-9A-F]{2}){5}"
EXPECTED, DIGEST, USER = "new|any|sha256:" + SHA, r"[0-9A-Za-z._-]{12}", r"[a-z0-9_][a-z0-9_.-]{0,31}"
IP = r"(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])"
LINK = r"[A-Za-z0-9][A-Za-z0-9._-]{0,14}"

# Places in dom0 that may be read: files, and folders whose files may be listed.
LIBVIRT = "/etc/qubes/templates/libvirt"
BY_NAME, NET_XML = LIBVIRT + "/xen/by-name/(?P<qube>" + QUBE + r")\.xml", LIBVIRT + r"/devices/net\.xml"
STOCK = "/usr/share/qubes/templates/libvirt"
DOM0_FILES = ("/etc/qubes-release", MADE, STOCK + r"/xen\.xml", STOCK + r"/devices/net\.xml", NET_XML, BY_NAME,
              LIBVIRT + r"/xen(?:-dist|-user)?\.xml")
DOM0_FOLDERS = ("/etc/qubes/templates", LIBVIRT, LIBVIRT + "/devices", LIBVIRT + "/xen", LIBVIRT + "/xen/by-name")
# The same in a qube; what is written there is in FORMS.
KEYFILES, SCRIPTS, RULES = "/rw/config/NM-system-connections", "/rw/config/qubes-firewall.d", "/rw/config/drawbridge"
QUBE_FOLDERS = (KEYFILES, SCRIPTS, RULES)
ANY_QUBE_FILES = ("/etc/xen/scripts/vif-bridge", r"/etc/NetworkManager/conf\.d/30-qubes\.conf")

HEAD = r"# Written by Drawbridge for bridge profile [0-9]{1,18}; goes away with it\.\n"
UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
ADDRESS = (r"\[ipv4\]\nmethod=(?:auto\n|manual\naddress1=%s/(?:3[0-2]|[12]?[0-9])(?:,%s)?\n(?:dns=(?:%s;){1,8}\n)?)" % (IP, IP, IP))
NO_IPV6 = r"\n\[ipv6\]\nmethod=disabled\n"
# Path, mode, whether it is the net qube's, and the forms of the whole text. {b} is the job's bridge.
FORMS = (
    (KEYFILES + r"/drawbridge-{b}\.nmconnection", "0600", True, (
        HEAD + r"\[connection\]\nid=drawbridge-{b}\nuuid=" + UUID + r"\ntype=bridge\ninterface-name={b}\nautoconnect=true\n\n"
        r"\[bridge\]\nstp=(?:true|false)\nmac-address=" + MAC + r"\n\n" + ADDRESS + NO_IPV6,)),
    (KEYFILES + r"/drawbridge-{b}\.nmconnection", "0600", False, (
        HEAD + r"\[connection\]\nid=drawbridge-{b}\nuuid=" + UUID + r"\ntype=ethernet\nautoconnect=true\n"
        r"autoconnect-priority=1\nautoconnect-retries=0\n\n\[ethernet\]\nmac-address=" + MAC + r"\n\n" + ADDRESS
        + r"(?:never-default=true\n)?" + NO_IPV6,)),
    (KEYFILES + r"/drawbridge-{b}-port\.nmconnection", "0600", True, (
        HEAD + r"\[connection\]\nid=drawbridge-{b}-port\nuuid=" + UUID + r"\ntype=ethernet\nautoconnect=true\n"
        r"autoconnect-priority=10\n(?:controller=" + UUID + r"\nport-type|master=" + UUID + r"\nslave-type)=bridge\n\n"
        r"\[ethernet\]\nmac-address=" + MAC + r"\n",)),
    (RULES + r"/{b}\.nft", "0600", True, (
        HEAD + r"table ip qubes \{\n\tchain custom-forward \{\n\t\tiifname \"{b}\" (?:accept|ct state new drop) "
        r"comment \"drawbridge {b}\"\n\t\}\n\}\n",)),
    (RULES + r"/{b}\.rules", "0600", True, (
        HEAD + r"\*filter\n-D FORWARD -j DROP\n-A FORWARD -i (?:{b} -m physdev --physdev-is-bridged|{s}\+) -j ACCEPT\n"
        r"-A FORWARD -j DROP\nCOMMIT\n\*nat\n-D POSTROUTING -j MASQUERADE\n"
        r"-A POSTROUTING -m iprange --src-range 10\.137\.0\.0-10\.138\.255\.255 -j MASQUERADE\nCOMMIT\n",)),
    (SCRIPTS + r"/50-drawbridge-{b}", "0755", True, (
        r"#!/bin/sh\n# Written by Drawbridge for {b}; goes away with it\.\nmodprobe br_netfilter\n"
        r"sysctl -q -w net\.bridge\.bridge-nf-call-iptables=0\nsysctl -q -w net\.bridge\.bridge-nf-call-ip6tables=0\n"
        r"sysctl -q -w net\.bridge\.bridge-nf-call-arptables=0\n(?:nft -f /rw/config/drawbridge/{b}\.nft|"
        r"iptables-restore --noflush /rw/config/drawbridge/{b}\.rules)\n",)),
)
DELTA = {"filter": r"-[AD] FORWARD (?:-j DROP|-i (?:{b} -m physdev --physdev-is-bridged|{s}\+) -j ACCEPT)",
         "nat": r"-[AD] POSTROUTING (?:-m iprange --src-range 10\.137\.0\.0-10\.138\.255\.255 )?-j MASQUERADE"}

# The programs that run in a qube, with their parameters as $1 and so on. Exit 90: nothing there, 91: not a plain file or
# folder, 92: not as expected, 93: not all of it came.
ABSENT, NOT_PLAIN, NOT_EXPECTED, NOT_WHOLE = 90, 91, 92, 93
SEE = """# The agent reads a file.
set -u; p=$1; d=${p%/*}
f=$d; while [ -n "$f" ] && [ ! -d "$f" ]; do echo "$f"; f=${f%/*}; done
[ -d "$d" ] || exit 90
[ "$(realpath -- "$d")" = "$d" ] || exit 91
[ ! -L "$p" ] || exit 91
[ -e "$p" ] || exit 90
"""
READ = SEE + """[ -f "$p" ] || exit 91
exec 3<"$p" && stat -L -c '%a %U %G' /proc/self/fd/3 && head -c "$2" <&3"""
NAMES = """# The agent lists the files of a folder.
set -u; p=$1
[ -e "$p" ] || exit 90
[ -d "$p" ] && [ "$(realpath -- "$p")" = "$p" ] || exit 91
find "$p" -mindepth 1 -maxdepth 1 -type f -printf '%f\\0' | head -c "$2\""""
IS_EXPECTED = """is() { [ ! -L "$1" ] || exit 91
case $2 in any) ;; new) [ ! -e "$1" ] || exit 92 ;; *) [ "sha256:$(sha256sum <"$1")" = "$2  -" ] || exit 92 ;; esac; }
"""
WRITE = "# The agent writes a file.\n" + IS_EXPECTED + """set -u; umask 077; p=$1; d=${p%/*}
umask 022; mkdir -p -- "$d" || exit; umask 077
[ "$(realpath -- "$d")" = "$d" ] || exit 91
rm -f -- "$d"/.drawbridge.*
t=$(mktemp -- "$d/.drawbridge.XXXXXXXX") || exit
trap 'rm -f -- "$t"' EXIT
cat >"$t" && [ "$(sha256sum <"$t")" = "$5  -" ] || exit 93
chown "$3" "$t" && chmod "$4" "$t" && sync "$t" || exit
is "$p" "$2"
mv -fT -- "$t" "$p" && sync "$d" """
REMOVE = "# The agent removes a file.\n" + IS_EXPECTED + """set -u; p=$1; d=${p%/*}; e=$2; shift 2
if [ ! -d "$d" ]; then case $e in new | any) exit 0 ;; *) exit 92 ;; esac; fi
[ "$(realpath -- "$d")" = "$d" ] || exit 91
is "$p" "$e"; rm -f -- "$p" "$d"/.drawbridge.* && sync "$d" || exit
for f; do rmdir -- "$f" 2>/dev/null || break; echo "$f"; done; exit 0"""

LINKS = """# Prints the interfaces of this qube, a line each with tabs between: name, address, flags, carrier, kind, master, wireless;
# and then its IPv4 addresses as ip prints them.
set -eu
text() { value=$(cat "$1" 2>/dev/null) || value=; printf %s "${value:--}"; }
kind() {
  [ ! -d "$1/bridge" ] || { echo bridge; return; }
  type=$(sed -n 's/^DEVTYPE=//p' "$1/uevent" 2>/dev/null)
  case $type in '' | wlan) ;; *) echo "$type"; return ;; esac
  [ -e "$1/device" ] || { echo virtual; return; }
  driver=$(readlink "$1/device/driver" || :)
  case ${driver##*/}:${1##*/} in vif:vif*) echo vif ;; vif:*) echo xen ;; *) echo - ;; esac
}
for link in "$1"/class/net/*; do
  [ -e "$link/ifindex" ] || continue
  master=$(readlink "$link/master" || :); master=${master##*/}; wireless=-
  if [ -e "$link/wireless" ] || [ -e "$link/phy80211" ]; then wireless=wireless; fi
  printf 'link\\t%s\\t%s\\t%s\\t%s\\t%s\\t%s\\t%s\\n' "${link##*/}" "$(text "$link/address")" "$(text "$link/flags")" \\
    "$(text "$link/carrier")" "$(kind "$link")" "${master:--}" "$wireless"
done
exec ip -o -4 addr show"""


class Failure(Exception):
    """Why a request was not done: a word for programs and one sentence for people."""

    def __init__(self, code, message):
        super().__init__(message)
        self.code = code


def on(form, bridge):
    """A form with the bridge's name in it, or with any bridge's."""
    stem = re.sub("[0-9]+$", "", bridge) if bridge else "(?:br|bridge)"
    return form.replace("{b}", re.escape(bridge) if bridge else BRIDGE).replace("{s}", stem)


def matches(form, text):
    return isinstance(text, str) and re.fullmatch(form, text, re.ASCII) is not None


def fields(request, optional=(), **forms):
    """The fields of a request, all of them there, none besides, and each of its form or type."""
    if not isinstance(request, dict) or not set(forms) - set(optional) <= set(request) <= set(forms):
        raise Failure("bad-request", "It has other fields than it should: %s." % ", ".join(sorted(forms)))
    for name, value in request.items():
        form = forms[name]
        if not (matches(form, value) if isinstance(form, str) else type(value) in (form if isinstance(form, tuple) else (form,))):
            raise Failure("bad-request", "Its field %s is not of the form that it should have." % name)
    return [request.get(name) for name in forms]


def shown(text):
    """A text that was sent, as a sentence or the journal may have it."""
    return json.dumps(text[:200])


def sha(data):
    return hashlib.sha256(data).hexdigest()


def holds(expected, content):
    return expected == "any" or expected == ("new" if content is None else "sha256:" + sha(content))


# dom0's own files.

@contextlib.contextmanager
def folder(path, make=False):
    """The folder, opened step by step without following a link; None where there is none and it is not to be made."""
    plain = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC
    descriptor, way = os.open(ROOT, plain), ""
    try:
        for part in path.strip("/").split("/"):
            way += "/" + part
            try:
                if make:
                    with contextlib.suppress(FileExistsError):
                        os.mkdir(part, 0o700 if way.startswith(OWN) else 0o755, dir_fd=descriptor)
                following = os.open(part, plain, dir_fd=descriptor)
            except FileNotFoundError:
                if make:
                    raise
                yield None
                return
            except OSError as error:
                if error.errno in (errno.ELOOP, errno.ENOTDIR):
                    raise Failure("refused", "%s in dom0 is a link or no folder." % way) from error
                raise
            os.close(descriptor)
            descriptor = following
            status = os.fstat(descriptor)
            if status.st_uid != OWNER[0] or status.st_mode & 0o002:
                raise Failure("refused", "%s in dom0 is not root's, or anybody may write in it." % way)
        yield descriptor
    finally:
        os.close(descriptor)


def load(path, limit=FILE_LIMIT):
    """A file of dom0: its bytes, mode, owner and group; None where there is none."""
    with folder(os.path.dirname(path)) as place:
        try:
            if place is None:
                return None
            descriptor = os.open(os.path.basename(path), os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=place)
        except FileNotFoundError:
            return None
        except OSError as error:
            if error.errno in (errno.ELOOP, errno.ENXIO):
                raise Failure("refused", "%s in dom0 is a link or no file." % path) from error
            raise
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode) or status.st_nlink != 1:
            os.close(descriptor)
            raise Failure("refused", "%s in dom0 is no plain file, or has a second name." % path)
        with os.fdopen(descriptor, "rb") as file:
            content = file.read(limit + 1)
    if len(content) > limit:
        raise Failure("trouble", "%s in dom0 is larger than %d bytes." % (path, limit))
    names = ["root" if number == mine else str(number) for number, mine in zip((status.st_uid, status.st_gid), OWNER)]
    return content, "%04o" % stat.S_IMODE(status.st_mode), names[0], names[1]


def store(path, content, mode=0o600, expected="any"):
    """Replaces a file of dom0 in one moment, if it is as expected, and makes its folders."""
    with folder(os.path.dirname(path), make=True) as place:
        for left in os.listdir(place):  # by one that was cut off; nobody else writes while the lock is held
            if left.startswith(BESIDE):
                os.unlink(left, dir_fd=place)
        name, beside = os.path.basename(path), BESIDE + os.urandom(8).hex()
        descriptor = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600, dir_fd=place)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(content)
                file.flush()
                os.fchown(file.fileno(), *OWNER)
                os.fchmod(file.fileno(), mode)
                os.fsync(file.fileno())
            found = load(path)
            if not holds(expected, found and found[0]):
                raise Failure("changed", "%s in dom0 is not as expected, so nothing was written." % path)
            os.rename(beside, name, src_dir_fd=place, dst_dir_fd=place)
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(beside, dir_fd=place)
        os.fsync(place)


def erase(path, expected="any", made=()):
    """Removes a file of dom0, if it is as expected, and the folders in `made` that are empty; tells which of them are gone."""
    found, gone = load(path), []
    if not holds(expected, found and found[0]):
        raise Failure("changed", "%s in dom0 is not as expected, so nothing was removed." % path)
    for way in [path] if found else []:
        with folder(os.path.dirname(way)) as place:
            if place is None:
                raise Failure("changed", "%s in dom0 went away in this moment." % path)
            os.unlink(os.path.basename(way), dir_fd=place)
            os.fsync(place)
    for way in made:
        with folder(os.path.dirname(way)) as place:
            try:
                if place is not None:
                    os.rmdir(os.path.basename(way), dir_fd=place)
            except FileNotFoundError:
                pass
            except OSError:
                break
            gone.append(way)
    return gone


def record(name, value=None):
    """A record of ours as JSON; with a value, keeps it."""
    path = "%s/%s" % (STATE, name)
    if value is not None:
        store(path, json.dumps(value, indent=1, sort_keys=True).encode())
        return value
    found = load(path, REQUEST_LIMIT)
    return json.loads(found[0].decode()) if found else None


def made_folders(place, add=(), drop=()):
    """The folders that were made in a place for files of ours, kept as lines of one file; the innermost first."""
    found = load(MADE)
    lines = set(found[0].decode().splitlines()) if found else set()
    after = (lines | {"%s %s" % (place, way) for way in add}) - {"%s %s" % (place, way) for way in drop}
    if after != lines:
        store(MADE, "".join(line + "\n" for line in sorted(after)).encode()) if after else erase(MADE)
    ours = [line[len(place) + 1:] for line in after if line.startswith(place + " ")]
    return sorted(ours, key=len, reverse=True)


# Programs, qubesd, and the qubes.

def lines(output):
    text = output.decode("utf-8", "backslashreplace")
    return (text[:-1] if text.endswith("\n") else text).split("\n") if text else []


def execute(argv, limit, entered=b"", most=OUTPUT_LIMIT, hear=None):
    """Runs a tool of dom0's, ended with its children at the limit; gives its exit, output and errors, and whether all of it."""
    try:
        process = subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/",
                                   env=ENVIRONMENT, start_new_session=True)
    except OSError as error:
        raise Failure("not-started", "%s could not be started in dom0: %s." % (argv[0], error.strerror)) from error
    end, whole, said, heard, told = time.monotonic() + limit, True, {1: bytearray(), 2: bytearray()}, {1: 0, 2: 0}, 0
    try:
        with selectors.DefaultSelector() as ready:
            ready.register(process.stdout, selectors.EVENT_READ, 1)
            ready.register(process.stderr, selectors.EVENT_READ, 2)
            ready.register(process.stdin, selectors.EVENT_WRITE, 0)
            while ready.get_map():
                for key, _ in ready.select(max(0, end - time.monotonic())):
                    if key.data == 0:
                        with contextlib.suppress(BrokenPipeError):
                            entered = entered[os.write(key.fd, entered[:4096]):] if entered else entered
                            if entered:
                                continue
                        ready.unregister(key.fileobj)
                        key.fileobj.close()
                        continue
                    data = os.read(key.fd, 65536)
                    if not data:
                        ready.unregister(key.fileobj)
                    text = said[key.data]
                    whole = whole and len(text) + len(data) <= most
                    text += data[:most - len(text)]
                    last = len(text) if not data else text.rfind(b"\n") + 1
                    if hear and last > heard[key.data]:
                        for line in lines(text[heard[key.data]:last])[:MOST_LINES - told]:
                            hear(key.data, line)
                            told += 1
                        whole = whole and told < MOST_LINES
                        heard[key.data] = last
                if time.monotonic() >= end:
                    raise Failure("timed-out", "%s did not end within %d s, so it was ended." % (argv[0], limit))
        return process.wait(max(1, end - time.monotonic())), bytes(said[1]), bytes(said[2]), whole
    except subprocess.TimeoutExpired as error:
        raise Failure("timed-out", "%s did not end within %d s, so it was ended." % (argv[0], limit)) from error
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for stream in (process.stdin, process.stdout, process.stderr):
            with contextlib.suppress(OSError):
                stream.close()


def qubesd(method, qube, payload=""):
    """One call of the Admin API, by dom0's own socket."""
    answer = b""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(60)
            line.connect(QUBESD)
            line.sendall(("%s dom0 name %s\0%s" % (method, qube, payload)).encode())
            line.shutdown(socket.SHUT_WR)
            while len(answer) <= OUTPUT_LIMIT:
                data = line.recv(65536)
                if not data:
                    break
                answer += data
    except OSError as error:
        raise Failure("trouble", "qubesd in dom0 does not answer: %s." % error) from error
    if answer.startswith(b"0\0"):
        return answer[2:].decode("utf-8", "backslashreplace")
    kind = answer[2:].split(b"\0")[0].decode("ascii", "replace") if answer.startswith(b"2\0") else "nothing"
    if kind == "QubesVMNotFoundError":
        raise Failure("no-such-qube", "There is no qube %s." % qube)
    if kind in ("QubesFeatureNotFoundError", "QubesNoSuchPropertyError"):
        return None
    raise Failure("trouble", "qubesd declined %s on %s: %s." % (method, qube, kind))


def facts(qube):
    """What qubesd says of a qube in a line, such as its class and state."""
    for line in qubesd("admin.vm.List", qube).splitlines():
        name, *words = line.split(" ")
        if name == qube:
            return dict(word.split("=", 1) for word in words if "=" in word)
    raise Failure("no-such-qube", "There is no qube %s." % qube)


def admit(qube, tagged=True, running=True):
    """Whether a qube may be worked in."""
    if qube == "dom0":
        raise Failure("refused", "That is not done in dom0.")
    now = facts(qube).get("state")
    if tagged and qubesd("admin.vm.tag.Get+" + TAG, qube) != "1":
        raise Failure("refused", "%s does not have the tag %s. In dom0: qvm-tags %s add %s" % (qube, TAG, qube, TAG))
    if running and now != "Running":
        raise Failure("not-running", "%s is not running." % qube)


def inside(qube, argv, limit=20, entered=b"", most=OUTPUT_LIMIT, hear=None):
    """Runs one of the fixed commands in a running qube, as root."""
    words = ["env", "-i", "PATH=" + PATH, "LC_ALL=C", "timeout", "-k", "2", str(limit), *argv]
    command = "exec " + " ".join("'" + word.replace("'", "'\\''") + "'" for word in words)
    tool = ["qvm-run", "-n", "-p", "-u", "root", "--no-gui", "--no-filter-escape-chars", qube, command]
    ended = execute(tool, limit + 10, entered, most, hear)
    if ended[0] in (124, 137):
        raise Failure("timed-out", "%s in %s did not end within %d s, so it was ended." % (argv[0], qube, limit))
    if ended[0] and facts(qube).get("state") != "Running":
        raise Failure("not-running", "%s is not running any more." % qube)
    return ended


def program(qube, text, *parameters, entered=b"", most=OUTPUT_LIMIT):
    """Runs one of the programs above; gives its exit and output."""
    code, output, errors, _ = inside(qube, ["sh", "-c", text, "drawbridge", *parameters], 60, entered, most)
    if code == NOT_PLAIN:
        raise Failure("refused", "%s in %s is a link or no plain file or folder." % (parameters[0], qube))
    if code == NOT_EXPECTED:
        raise Failure("changed", "%s in %s is not as expected, so nothing was changed." % (parameters[0], qube))
    if code not in (0, ABSENT):
        why = "not all of it came" if code == NOT_WHOLE else errors.decode("utf-8", "backslashreplace").strip()[:200]
        raise Failure("trouble", "%s in %s: exit %d, %s." % (parameters[0], qube, code, why))
    return code, output


def parents(path):
    return [path.rsplit("/", count)[0] for count in range(1, path.count("/"))]


def see(place, path):
    """A file anywhere: its bytes, mode, owner and group, or None; and the folders that are missing for it."""
    if place == "dom0":
        missing = []
        for way in parents(path):
            with folder(way) as there:
                missing += [way] if there is None else []
        return load(path), missing
    code, output = program(place, READ, path, str(FILE_LIMIT + 1), most=FILE_LIMIT + 200)
    if code == ABSENT:
        return None, [way for way in lines(output) if way in parents(path)]
    head, found, content = output.partition(b"\n")
    words = head.decode("ascii", "replace").split(" ")
    if not found or len(words) != 3 or not matches("[0-7]{1,4}", words[0]) or not all(
            matches(USER, word) for word in words[1:]):
        raise Failure("trouble", "%s says nothing of use about %s." % (place, path))
    if len(content) > FILE_LIMIT:
        raise Failure("trouble", "%s in %s is larger than %d bytes." % (path, place, FILE_LIMIT))
    return (content, words[0].zfill(4), words[1], words[2]), []


def put(place, path, content, image, expected):
    """Writes a file, or removes it where there is no content; `image` tells its mode, owner and group."""
    if content is None:
        ours = [way for way in made_folders(place) if path.startswith(way + "/")]
        if place == "dom0":
            gone = erase(path, expected, ours)
        else:
            gone = lines(program(place, REMOVE, path, expected, *ours)[1])
        made_folders(place, drop=set(gone) & set(ours))
        return
    made_folders(place, add=see(place, path)[1])
    if place == "dom0":
        store(path, content, int(image["mode"], 8), expected)
    else:
        owner = "%s:%s" % (image["owner"], image["group"])
        program(place, WRITE, path, expected, owner, image["mode"], sha(content), entered=content)


# What is written: the closed lists, and dom0's templates.

def written(place, path, kit):
    """The mode of a file that the job may write, and its forms; dom0's has none, since it is made here."""
    if place == "dom0":
        if not matches(NET_XML, path) and not matches(BY_NAME, path):
            raise Failure("refused", "%s in dom0 is not among the files that may be written." % shown(path))
        return "0644", ()
    net = place in (kit["netvm"], (qubesd("admin.vm.property.Get+template", kit["netvm"]) or "").split(" ")[-1])
    for form, mode, of_net, texts in FORMS:
        if matches(on(form, kit["bridge"]), path) and of_net == net:
            return mode, [on(text, kit["bridge"]) for text in texts]
    raise Failure("refused", "%s in %s is not among the files that may be written for %s." % (shown(path), place, kit["bridge"]))


def card(bridge, mac, backend):
    return ('<interface type="bridge">\n    <source bridge="%s" />\n    <mac address="%s" />\n'
            '    <backenddomain name="%s" />\n    <script path="vif-bridge" />\n</interface>\n' % (bridge, mac, backend))


def template(path, parameters, kit):
    """The text of a template of libvirt's in dom0: ours around the stock one, or one qube's own."""
    if matches(NET_XML, path):
        fields(parameters)
        stock = (load(STOCK + "/devices/net.xml") or [b""])[0].decode()
        which = "{{ vm.features.get('%s', '') }}" % FEATURE
        return ("{# Written by Drawbridge: a bridged card for qubes with the feature %s, else the stock text. #}\n" % FEATURE
                + "{%% if vm.features.get('%s', '') -%%}\n" % FEATURE
                + card(which, "{{ vm.mac }}", "{{ vm.netvm.name }}") + "{% else -%}\n" + stock
                + ("" if stock.endswith("\n") else "\n") + "{% endif %}\n").encode()
    mode, mac = fields(parameters, optional=("mac",), mode="replace|additional", mac="00:16:3e(?::[0-9a-f]{2}){3}")
    model = "xen-user.xml" if load(LIBVIRT + "/xen-user.xml") else "xen.xml"
    asked = "vm.features.get('%s', '') == '%s'" % (FEATURE, kit["bridge"])
    text = "{# Written by Drawbridge for %s on %s. #}\n" % (re.fullmatch(BY_NAME, path)["qube"], kit["bridge"])
    text += "{%% extends 'libvirt/%s' %%}\n{%% block network %%}\n" % model
    if mode == "replace":
        text += "{%% if vm.netvm and %s -%%}\n" % asked + card(kit["bridge"], "{{ vm.mac }}", "{{ vm.netvm.name }}")
        text += "{% else -%}\n{{ super() }}\n{% endif -%}\n{% endblock %}\n"
    else:
        text += "{{ super() }}\n{%% if %s -%%}\n" % asked + card(kit["bridge"], mac, kit["netvm"])
        text += "{% endif -%}\n{% endblock %}\n"
    return text.encode()


# Commands by name: whether it changes something, its time, its parameters' forms, and its arguments. {b} is the bridge.
ID, NFT, IPT = "drawbridge-{b}(?:-port)?", r"/rw/config/drawbridge/{b}\.nft", r"/rw/config/drawbridge/{b}\.rules"
SWITCH, KEY = "IPTABLES|IP6TABLES|ARPTABLES", "net.bridge.bridge-nf-call-"
COMMANDS = {
    "Links": (False, 20, {}, lambda c: ["sh", "-c", LINKS, "drawbridge", "/sys"]),
    "NmActive": (False, 20, {"dialect": "V1"},
                 lambda c: ["nmcli", "-t", "-f", "NAME,UUID,TYPE,DEVICE", "connection", "show", "--active"]),
    "NmShow": (False, 20, {"dialect": "V1", "id": ID},
               lambda c: ["nmcli", "-t", "-f", "all", "connection", "show", "id", c["id"]]),
    "NmCheck": (False, 20, {"id": ID, "keyfile": str},
                lambda c: ["nmcli", "--offline", "connection", "modify", "connection.id", c["id"]]),
    "DefaultRoute": (False, 20, {}, lambda c: ["ip", "-4", "route", "show", "default"]),
    "NmVersion": (False, 20, {}, lambda c: ["nmcli", "--version"]),
    "NmReload": (True, 20, {}, lambda c: ["nmcli", "connection", "reload"]),
    "NmUp": (True, 40, {"dialect": "V1", "id": ID}, lambda c: ["nmcli", "--wait", "30", "connection", "up", "id", c["id"]]),
    "NmDown": (True, 40, {"dialect": "V1", "id": ID},
               lambda c: ["nmcli", "--wait", "30", "connection", "down", "id", c["id"]]),
    "NmConnectDevice": (True, 40, {"device": LINK}, lambda c: ["nmcli", "--wait", "30", "device", "connect", c["device"]]),
    "IptablesSave": (False, 20, {}, lambda c: ["iptables-save"]),
    "IptablesTest": (False, 20, {"file": IPT, "keepOthers": bool}, lambda c: [
        "iptables-restore", "--test", *(["--noflush"] if c["keepOthers"] else []), c["file"]]),
    "IptablesDelta": (True, 20, {"table": "filter|nat", "lines": list},
                      lambda c: ["iptables-restore", "--noflush", "--wait", "5"]),
    "NftList": (False, 20, {}, lambda c: ["nft", "-s", "list", "ruleset"]),
    "NftCheck": (False, 20, {"file": NFT}, lambda c: ["nft", "-c", "-f", c["file"]]),
    "NftLoad": (True, 20, {"file": NFT}, lambda c: ["nft", "-f", c["file"]]),
    "NftRemove": (False, 20, {"chain": "custom-forward", "comment": "drawbridge {b}"},
                  lambda c: ["nft", "-a", "list", "chain", "ip", "qubes", c["chain"]]),
    "NftDelete": (True, 20, {"chain": "custom-forward", "handle": int},
                  lambda c: ["nft", "delete", "rule", "ip", "qubes", c["chain"], "handle", str(c["handle"])]),
    "LoadBridgeNetfilter": (True, 20, {}, lambda c: ["modprobe", "br_netfilter"]),
    "UnloadBridgeNetfilter": (True, 20, {}, lambda c: ["modprobe", "-r", "br_netfilter"]),
    "GetBridgeSwitch": (False, 20, {"which": SWITCH}, lambda c: ["sysctl", "-n", KEY + c["which"].lower()]),
    "SetBridgeSwitch": (True, 20, {"which": SWITCH, "on": bool},
                        lambda c: ["sysctl", "-q", "-w", "%s%s=%d" % (KEY, c["which"].lower(), c["on"])]),
    "ConntrackPurge": (True, 20, {"into": r"10\.13[78]\.0\.0/16"}, lambda c: ["conntrack", "-D", "--orig-dst", c["into"]]),
    "Ping": (True, 20, {"address": IP}, lambda c: ["ping", "-n", "-c", "1", "-W", "2", c["address"]]),
    "QubesdState": (False, 20, {}, lambda c: ["systemctl", "is-active", "qubesd"]),
    "RestartQubesd": (True, 60, {}, lambda c: ["systemctl", "restart", "qubesd"]),
}
IN_DOM0 = ("QubesdState", "RestartQubesd")


def command(request, bridge):
    """One command of the list, checked: its name, place, whether it changes something, time, arguments and input."""
    name = request.get("command") if isinstance(request, dict) else None
    if not isinstance(name, str) or name not in COMMANDS:
        raise Failure("refused", "That is not among the commands that are run.")
    changes, limit, forms, argv = COMMANDS[name]
    forms = {key: on(form, bridge) if isinstance(form, str) else form for key, form in forms.items()}
    if name not in IN_DOM0:
        forms["place"] = QUBE
    fields(request, command=str, **forms)
    entered = b""
    if name == "IptablesDelta":
        form = on(DELTA[request["table"]], bridge)
        if len(request["lines"]) > 20 or not all(matches(form, line) for line in request["lines"]):
            raise Failure("refused", "A line of it is not among the rules that are changed for %s." % bridge)
        entered = ("*%s\n%s\nCOMMIT\n" % (request["table"], "\n".join(request["lines"]))).encode()
    if name == "NmCheck":
        texts = [on(form, bridge) for path, _, _, forms in FORMS if path.startswith(KEYFILES) for form in forms]
        if not any(matches(form, request["keyfile"]) for form in texts):
            raise Failure("refused", "That is not one of the keyfiles that are written for %s." % bridge)
        entered = request["keyfile"].encode()
    return name, request.get("place", "dom0"), changes, limit, argv(request), entered


def perform(request, bridge, hear=None):
    """Runs a checked command and gives its exit, output and whether all of it is there."""
    name, place, _, limit, argv, entered = command(request, bridge)
    if name in IN_DOM0:
        code, output, errors, whole = execute(argv, limit, entered, hear=hear)
    else:
        admit(place)
        if name == "NftDelete":
            listed = inside(place, ["nft", "-a", "list", "chain", "ip", "qubes", request["chain"]])[1]
            ours = ' comment "drawbridge %s" # handle %d' % (bridge, request["handle"])
            if not any(line.endswith(ours) for line in lines(listed)):
                raise Failure("refused", "Rule %d in %s is not one of %s." % (request["handle"], place, bridge))
        code, output, errors, whole = inside(place, argv, limit, entered, hear=hear)
    if code in (126, 127):
        raise Failure("not-started", "%s could not be started in %s." % (argv[0], place))
    return code, output, whole


# Jobs.

@contextlib.contextmanager
def lock():
    """Held by whoever changes something or goes back: this agent, `restore`, or the way back of another."""
    with folder(STATE, make=True) as place:
        descriptor = os.open("lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600, dir_fd=place)
        try:
            for attempt in range(300):
                with contextlib.suppress(BlockingIOError):
                    fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                time.sleep(0.1)
            else:
                raise Failure("trouble", "Something else is changing or bringing back this host. Try again in a moment.")
            yield
        finally:
            os.close(descriptor)


def boot():
    """The name of this run of the machine."""
    with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
        return file.read().strip()


def armed():
    """The name of the job that is armed, or None."""
    found = load(STATE + "/armed")
    return found[0].decode().strip() if found else None


def kit_of(caller, job, *states):
    kit = record(job + "/job.json") if job else None
    if not kit or kit["caller"] != caller or kit["state"] not in states:
        raise Failure("refused", "Nobody agreed to that in dom0, or it is over. Begin the job first.")
    if kit["until"] < time.time():
        raise Failure("refused", "The time of this job is over. What it changed is brought back.")
    return kit


def kits():
    with folder(STATE) as place:
        names = [] if place is None else sorted(name for name in os.listdir(place) if matches(JOB, name))
    return [(name, kit) for name, kit in ((name, record(name + "/job.json")) for name in names if name not in (
        "lock", "armed", "timed")) if kit]


def note_timed():
    """Keeps the mark on which the rescue units are conditioned while a job is kept until a time."""
    if any(kit["state"] == "timed" for _, kit in kits()):
        store(STATE + "/timed", b"")
    else:
        erase(STATE + "/timed")


def forget_old():
    """Keeps the newest kits; what is under way is never forgotten."""
    ended = sorted((kit["begun"], name) for name, kit in kits() if kit["state"] in ("kept", "restored"))
    for _, name in ended[:-MOST_KITS] if len(ended) > MOST_KITS else []:
        for below in ("/images", ""):
            with folder(STATE + "/" + name + below) as place:
                for each in os.listdir(place) if place is not None else []:
                    os.unlink(each, dir_fd=place)
            with folder(os.path.dirname(STATE + "/" + name + below)) as place, contextlib.suppress(FileNotFoundError):
                if place is not None:
                    os.rmdir(os.path.basename(name + below), dir_fd=place)


def check_step(step, kit):
    """Whether a step of a manifest names only what the closed lists allow, in their forms; gives the places that it touches."""
    kind = step.get("step") if isinstance(step, dict) else None
    word, settings = "Running|Halted", {"property": ("netvm|mac", "[A-Za-z0-9_.:-]{0,64}"),
                                        "feature": (FEATURE, BRIDGE + "|"), "service": (SERVICE, "on|off|")}
    if kind == "power":
        fields(step, step=str, seq=int, qube=QUBE, before=word, after=word)
        return {step["qube"]}
    if kind in settings:
        name, value = settings[kind]
        fields(step, step=str, seq=int, qube=QUBE, name=name, before=dict, after=dict)
        for side in (step["before"], step["after"]):
            fields(side, value=value, default=bool)
        return {step["qube"]}
    if kind == "file":
        nothing = type(None)
        fields(step, step=str, seq=int, place=QUBE, path=str, before=(dict, nothing), after=(dict, nothing))
        mode, _ = written(step["place"], step["path"], kit)
        if step["before"]:
            fields(step["before"], sha256=SHA, mode="[0-7]{4}", owner=USER, group=USER)
        if step["after"]:
            fields(step["after"], sha256=SHA, mode=mode, owner="root", group="root")
        return {step["place"]}
    if kind == "command":
        fields(step, step=str, seq=int, command=dict, undo=list, check=(dict, type(None)))
        if step["check"]:
            fields(step["check"], command=dict, present=list, absent=list)
            texts = step["check"]["present"] + step["check"]["absent"]
            if command(step["check"]["command"], kit["bridge"])[2] or not all(isinstance(text, str) for text in texts):
                raise Failure("bad-request", "The check of a step is a command that only looks, and texts.")
        return {command(each, kit["bridge"])[1] for each in (step["command"], *step["undo"])}
    raise Failure("bad-request", "A step is of a kind that is not known here.")


def is_side(found, side):
    """Whether a file is what one side of a step says, to the last bit of its mode."""
    if found is None or side is None:
        return found is None and side is None
    return (sha(found[0]), *found[1:]) == (side["sha256"], side["mode"], side["owner"], side["group"])


def setting(step):
    """What qubesd says of the property, feature or service of a step now, in the form of its sides."""
    if step["step"] == "property":
        words = (qubesd("admin.vm.property.Get+" + step["name"], step["qube"]) or "").split(" ", 2)
        return {"value": words[2] if len(words) > 2 else "", "default": words[0] == "default=True"}
    name = ("service." if step["step"] == "service" else "") + step["name"]
    value = qubesd("admin.vm.feature.Get+" + name, step["qube"])
    if step["step"] == "service" and value is not None:
        value = "on" if value else "off"
    return {"value": value or "", "default": value is None}


def same(one, other):
    return one["default"] == other["default"] and (one["default"] or one["value"] == other["value"])


def keep_image(kit, found):
    name = "%s/%s/images/%s" % (STATE, kit["job"], sha(found[0]))
    if not load(name):
        store(name, found[0])


def keep_before(steps, kit):
    """Reads what the steps will change: it must be as the manifest says, and the files are kept. A halted qube's come later."""
    seen = set()
    for step in steps:
        key = (step["step"], step.get("place") or step.get("qube"), step.get("path") or step.get("name"))
        if key in seen or step["step"] in ("power", "command"):
            continue
        seen.add(key)
        if step["step"] == "file":
            if step["place"] != "dom0" and facts(step["place"]).get("state") != "Running":
                continue
            found, _ = see(step["place"], step["path"])
            if not is_side(found, step["before"]):
                raise Failure("changed", "%s in %s is not as the manifest says." % (step["path"], step["place"]))
            if found:
                keep_image(kit, found)
        elif not same(setting(step), step["before"]):
            raise Failure("changed", "%s of %s is not as the manifest says." % (step["name"], step["qube"]))


def touch(kit, what):
    """Notes a change before it is made: the way back looks only at what was begun."""
    touched = record(kit["job"] + "/touched.json") or []
    if what not in touched:
        record(kit["job"] + "/touched.json", touched + [what])


# The verbs.

def read(caller, request, hear):
    place, path = fields(request, place=QUBE, path=str)
    files, folders = (DOM0_FILES, DOM0_FOLDERS) if place == "dom0" else (
        [on(form, None) for form, _, _, _ in FORMS] + list(ANY_QUBE_FILES), QUBE_FOLDERS)
    if path not in folders and not any(matches(form, path) for form in files):
        raise Failure("refused", "%s in %s is not among the files that may be read." % (shown(path), place))
    if place != "dom0":
        admit(place, tagged=not any(matches(form, path) for form in ANY_QUBE_FILES))
    if path in folders and place == "dom0":
        with folder(path) as there:
            names = [] if there is None else os.listdir(there)
            files = [name for name in names if stat.S_ISREG(os.stat(name, dir_fd=there, follow_symlinks=False).st_mode)]
            return {"exists": there is not None, "names": sorted(files)}
    if path in folders:
        code, output = program(place, NAMES, path, str(FILE_LIMIT))
        names = [name for name in output.decode("utf-8", "backslashreplace").split("\0") if name][:10000]
        return {"exists": code == 0, "names": sorted(names)}
    found, _ = see(place, path)
    if found is None:
        return {"exists": False}
    content, mode, owner, group = found
    return {"exists": True, "content": base64.b64encode(content).decode(), "mode": mode, "owner": owner, "group": group}


def write(caller, request, hear):
    place, path, expected, sha256, content, parameters = fields(
        request, optional=("content", "template"), place=QUBE, path=str, expected=EXPECTED, sha256=SHA, content=str, template=dict)
    return change(caller, place, path, expected, sha256, content, parameters)


def remove(caller, request, hear):
    place, path, expected = fields(request, place=QUBE, path=str, expected=EXPECTED)
    return change(caller, place, path, expected, None, None, None)


def change(caller, place, path, expected, sha256, content, parameters):
    if place != "dom0":
        admit(place)
    with lock():
        kit = kit_of(caller, armed(), "armed")
        steps = [step for step in record(kit["job"] + "/manifest.json")["steps"]
                 if step["step"] == "file" and (step["place"], step["path"]) == (place, path)]
        sides = [step[side] for step in steps for side in ("before", "after")]
        wanted = [side for side in sides if (side and side["sha256"]) == sha256]
        if not wanted:
            raise Failure("refused", "%s in %s is not to become that by the manifest of this job." % (shown(path), place))
        _, forms = written(place, path, kit)
        if place == "dom0" and qube_of(path) and sha256:
            admit(qube_of(path), running=False)
        data = None
        if content is not None and place != "dom0":
            data = decoded(content)
            if not any(re.fullmatch(form, data.decode("utf-8", "backslashreplace"), re.ASCII) for form in forms):
                raise Failure("refused", "The text for %s in %s has none of the forms that it may have." % (path, place))
        elif parameters is not None and place == "dom0":
            data = template(path, parameters, kit)
        elif sha256:
            image = load("%s/%s/images/%s" % (STATE, kit["job"], sha256))
            data = image[0] if image else None
        if (None if data is None else sha(data)) != sha256:
            raise Failure("refused", "What would be written to %s in %s is not what was agreed to." % (path, place))
        found, _ = see(place, path)
        if not holds(expected, found and found[0]):
            raise Failure("changed", "%s in %s is not as expected, so nothing was changed." % (path, place))
        if found and not any(is_side(found, side) for side in sides):
            raise Failure("changed", "%s in %s was changed by another hand." % (path, place))
        if found:
            keep_image(kit, found)
        touch(kit, "%s:%s" % (place, path))
        put(place, path, data, wanted[0], "sha256:" + sha(found[0]) if found else "new")
        return {}


def qube_of(path):
    found = re.fullmatch(BY_NAME, path, re.ASCII)
    return found and found["qube"]


def decoded(text):
    try:
        return base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, UnicodeEncodeError) as error:
        raise Failure("bad-request", "Its content is not base64.") from error


def run(caller, request, hear):
    changes, bridge = command(request, None)[2], None
    if not changes:
        code, _, whole = perform(request, bridge, hear)
        return {"exit": code, "truncated": not whole}
    with lock():
        kit = kit_of(caller, armed(), "armed")
        place = command(request, kit["bridge"])[1]
        known = [each for step in record(kit["job"] + "/manifest.json")["steps"] if step["step"] == "command"
                 for each in (step["command"], *step["undo"])]
        if place not in ("dom0", kit["netvm"]) and not any(place == each.get("place") for each in known):
            raise Failure("refused", "%s is not a place where this job runs commands." % place)
        touch(kit, json.dumps(request, sort_keys=True))
        code, _, whole = perform(request, kit["bridge"], hear)
        return {"exit": code, "truncated": not whole}


def begin(caller, request, hear, argument=""):
    job, = fields(request, job=JOB)
    words = argument.split("+")
    if len(words) != 3 or not all(map(matches, (QUBE, BRIDGE, DIGEST), words)):
        raise Failure("bad-request", "Its argument is NETQUBE+BRIDGE+DIGEST, the digest's first 12 characters.")
    netvm, bridge, digest = words
    admit(netvm, running=False)
    with lock():
        if armed():
            raise Failure("refused", "Job %s is under way. It ends first." % armed())
        former = record(job + "/job.json")
        if former and (former["caller"], former["netvm"], former["bridge"]) != (caller, netvm, bridge):
            raise Failure("refused", "There is another job of that name.")
        now = int(time.time())
        record(job + "/job.json", {"job": job, "caller": caller, "netvm": netvm, "bridge": bridge, "digest": digest,
                                   "state": "begun", "begun": now, "until": now + 600})
        forget_old()
    return {}


def arm(caller, request, hear):
    job, within, manifest = fields(request, job=JOB, within=int, manifest=dict)
    if not 10 <= within <= LONGEST:
        raise Failure("bad-request", "A deadline is from 10 to %d seconds away." % LONGEST)
    with lock():
        kit = kit_of(caller, job, "begun", "armed", "timed")
        if armed() not in (None, job):
            raise Failure("refused", "Job %s is under way. It ends first." % armed())
        _, named, netvm, bridge, digest, _, steps = fields(
            manifest, format=int, job=JOB, netvm=QUBE, bridge=BRIDGE, digest=DIGEST + "[0-9A-Za-z._-]{0,116}", release="R4[.][1-9]", steps=list)
        if (named, netvm, bridge, digest[:12]) != (job, kit["netvm"], kit["bridge"], kit["digest"]):
            raise Failure("refused", "The manifest is for another job than was agreed to.")
        if len(steps) > MOST_STEPS:
            raise Failure("bad-request", "A manifest has up to %d steps." % MOST_STEPS)
        for place in set().union(*(check_step(step, kit) for step in steps)) - {"dom0"}:
            admit(place, running=False)
        former = record(job + "/manifest.json")
        if former is None:
            keep_before(steps, kit)
            record(job + "/manifest.json", manifest)
        elif former != manifest:
            raise Failure("refused", "The manifest of a job does not change.")
        record(job + "/job.json", {**kit, "state": "armed", "until": int(time.time()) + within, "boot": boot()})
        store(STATE + "/armed", (job + "\n").encode())
        note_timed()
        return {"until": int(time.time()) + within}


def disarm(caller, request, hear):
    """Ends a job; with `within` it is kept until then, and brought back at that time while other jobs come and go."""
    job, within = fields(request, optional=("within",), job=JOB, within=int)
    if within is not None and not 10 <= within <= LONGEST_STAY:
        raise Failure("bad-request", "A job is kept for 10 to %d seconds." % LONGEST_STAY)
    with lock():
        kit = kit_of(caller, job, *(("begun", "armed", "timed") if within is None else ("armed", "timed")))
        until = kit["until"] if within is None else int(time.time()) + within
        record(job + "/job.json", {**kit, "state": "kept" if within is None else "timed", "until": until})
        if armed() == job:
            erase(STATE + "/armed")
        note_timed()
    return {} if within is None else {"until": until}


def listing(caller, request, hear):
    fields(request)
    told = ("job", "state", "netvm", "bridge", "digest", "until")
    return {"caller": caller, "kits": [{**{key: kit[key] for key in told}, "result": record(name + "/result.json")}
                                       for name, kit in kits()]}


def installed(package):
    code, output, _, _ = execute(["rpm", "-q", "--qf", "%{NAME} %{VERSION}-%{RELEASE} %{ARCH}\\n", package], 60)
    return lines(output)[0].split(" ") if code == 0 and output else None


def verify(caller, request, hear):
    package, = fields(request, package="|".join(PACKAGES))
    found = installed(package)
    code, _, _, whole = execute(["rpm", "-V", package], 300, hear=hear)
    return {"installed": found and found[1], "exit": code, "truncated": not whole}


def packages_of(request):
    names, = fields(request, packages=list)
    if not names or len(set(map(str, names))) != len(names) or not all(name in PACKAGES for name in names):
        raise Failure("refused", "That is not a list of packages that are kept or reinstalled here.")
    return names


def kept(package, version, arch):
    """The kept copy of a package, if rpm finds its signature good and it is the one that is installed."""
    path = "%s/%s-%s.%s.rpm" % (KEPT, package, version, arch)
    found = load(path, 64 << 20)
    if not found:
        return None, None
    code, output, _, _ = execute(["rpmkeys", "--checksig", "--verbose", ROOT.rstrip("/") + path], 120)
    signed = code == 0 and any("ignature" in line and line.endswith("OK") for line in lines(output))
    return (path, sha(found[0])) if signed else (None, None)


def keep(caller, request, hear):
    names, answer = packages_of(request), []
    for name in names:
        package, version, arch = installed(name) or (name, None, None)
        if version is None:
            raise Failure("trouble", "%s is not installed." % name)
        path, digest = kept(package, version, arch)
        if not path:
            execute(["qubes-dom0-update", "-y", "--console", "--action=reinstall", "--downloadonly", package], 1800, hear=hear)
            found = load("/var/lib/qubes/updates/rpm/%s-%s.%s.rpm" % (package, version, arch), 64 << 20)
            if not found:
                raise Failure("trouble", "The installed version of %s could not be downloaded." % name)
            with lock():
                store("%s/%s-%s.%s.rpm" % (KEPT, package, version, arch), found[0])
            path, digest = kept(package, version, arch)
            if not path:
                erase("%s/%s-%s.%s.rpm" % (KEPT, package, version, arch))
                raise Failure("refused", "rpm does not find the signature of the downloaded %s good." % name)
        answer.append({"name": name, "version": version, "sha256": digest})
    return {"kept": answer}


def reinstall(caller, request, hear):
    names = packages_of(request)
    copies = [kept(*(installed(name) or (name, "", "")))[0] for name in names]
    with lock():
        if all(copies):
            argv = ["rpm", "-U", "--replacepkgs", "--oldpackage", *(ROOT.rstrip("/") + path for path in copies)]
        else:
            argv = ["qubes-dom0-update", "-y", "--console", "--action=reinstall", *names]
        code, _, _, whole = execute(argv, 1800, hear=hear)
    return {"exit": code, "truncated": not whole, "from": "kept" if all(copies) else "repository"}


VERBS = {"read": read, "write": write, "remove": remove, "run": run, "verify": verify, "keep": keep, "reinstall": reinstall,
         "arm": arm, "disarm": disarm, "list": listing}


# One request.

def receive(source):
    """The whole request, in half a minute."""
    data, end = b"", time.monotonic() + 30
    while True:
        if not select.select([source], [], [], max(0, end - time.monotonic()))[0]:
            raise Failure("bad-request", "The request did not come within half a minute.")
        more = os.read(source, 65536)
        data += more
        if len(data) > REQUEST_LIMIT:
            raise Failure("bad-request", "A request has up to %d bytes." % REQUEST_LIMIT)
        if not more:
            break

    def once(pairs):
        if len(dict(pairs)) != len(pairs):
            raise ValueError("a name twice")
        return dict(pairs)

    def never(word):
        raise ValueError(word)
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=once, parse_constant=never, parse_float=never)
    except (ValueError, RecursionError) as error:
        raise Failure("bad-request", "The request is not one JSON object.") from error


class Answer:
    """Says lines of JSON to a caller that may not listen: after ten seconds nothing more is said."""

    def __init__(self, target):
        self.target = target
        os.set_blocking(target, False)

    def say(self, value):
        data = (json.dumps(value) + "\n").encode()
        while data and self.target is not None:
            try:
                if not select.select([], [self.target], [], 10)[1]:
                    self.target = None
                    break
                data = data[os.write(self.target, data[:4096]):]
            except BlockingIOError:
                continue
            except OSError:
                self.target = None

    def hear(self, stream, line):
        self.say({"line" if stream == 1 else "error": line[:10000]})


def log(caller, service, request, outcome):
    about = [str(request.get(key))[:200] for key in ("job", "place", "path", "command", "package", "packages")
             if isinstance(request, dict) and key in request]
    syslog.syslog(syslog.LOG_NOTICE, "%s %s %s: %s" % (json.dumps(caller), json.dumps(service), json.dumps(about), json.dumps(outcome)))


def main(caller, service, source=0, target=1):
    """Answers one request; the exit code tells whether it was done."""
    os.umask(0o022)
    answer, request = Answer(target), None
    try:
        name, _, argument = service.partition("+")
        if not matches(QUBE, caller) or caller == "dom0":
            raise Failure("refused", "This is for qubes.")
        request = receive(source)
        if name == "drawbridge.Begin":
            said = begin(caller, request, answer.hear, argument)
        elif name == "drawbridge.Agent" and argument in VERBS:
            said = VERBS[argument](caller, request, answer.hear)
        else:
            raise Failure("bad-request", "There is no such verb.")
        outcome, said = "done", {"ok": True, **said}
    except Failure as failure:
        outcome, said = str(failure), {"ok": False, "code": failure.code, "message": str(failure)}
    except OSError as error:
        outcome = "%s: %s" % (error.filename or "dom0", error.strerror)
        said = {"ok": False, "code": "trouble", "message": "dom0 could not do it: %s." % (error.strerror or "no reason")}
    except Exception as error:  # A fault of ours: told to the journal alone.
        outcome = "fault: %r" % error
        said = {"ok": False, "code": "trouble", "message": "The agent has a fault here. The journal of dom0 tells more."}
    log(caller, service, request, outcome)
    answer.say(said)
    return 0 if said["ok"] else 1


if __name__ == "__main__":
    syslog.openlog("drawbridge-agent", syslog.LOG_PID, syslog.LOG_AUTHPRIV)
    sys.exit(main(*sys.argv[1:3]))
