"""Processes and namespaces: a qube is one process with mount, network, process and host name namespaces of its own."""
import os
import shutil
import subprocess

HERE = os.path.dirname(os.path.abspath(__file__))


class Trouble(Exception):
    """A tool did not do what it was to do; the message is for a person."""


def run(argv, stdin='', check=True):
    done = subprocess.run(argv, input=stdin, capture_output=True, text=True, check=False)
    if check and done.returncode:
        raise Trouble(f'{" ".join(argv)} ended with {done.returncode}: {(done.stderr or done.stdout).strip()}')
    return done.stdout


class Life:
    """The time from a qube's start to its end."""

    def __init__(self, folder, name, template, rw, has, rules):
        self.root = f'{folder}/run/roots/{name}'
        os.makedirs(self.root)
        self.log = open(f'{folder}/run/log/{name}', 'ab')
        self.process = subprocess.Popen(
            ['unshare', '--mount', '--net', '--pid', '--uts', '--fork', '--kill-child', '--propagation', 'private',
             'sh', f'{HERE}/init.sh', name, template, rw, self.root, HERE, ' '.join(has), rules],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, text=True)
        self.pid = self.hear(name)
        self.pidfile = f'{folder}/run/qubes/{name}'

    def hear(self, name):
        said = self.process.stdout.readline().strip()
        if not said:
            self.process.kill()
            raise Trouble(f'{name} did not start; {self.log.name} tells why.')
        return said

    def go(self, name):
        """The cards are there: lets it start what it has, and waits for that."""
        self.process.stdin.write('go\n')
        self.process.stdin.flush()
        self.hear(name)
        with open(self.pidfile, 'w', encoding='ascii') as file:
            file.write(self.pid + '\n')

    def within(self, script, check=True):
        """Runs a shell's text in the qube."""
        return run(['nsenter', '-t', self.pid, '-m', '-n', '-p', '-u', '--', 'env', '-i', 'LC_ALL=C',
                    'PATH=/usr/sbin:/usr/bin:/sbin:/bin', 'sh', '-c', 'set -e\n' + script], check=check)

    def end(self):
        if os.path.exists(self.pidfile):
            os.remove(self.pidfile)
        self.process.kill()
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()
        self.log.close()
        shutil.rmtree(self.root)
