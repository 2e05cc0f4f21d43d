// Builds the pages' assets into dist/. Does only what is needed: npm when the lock file changed, Vite when a source did.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const marks = join(here, 'node_modules', '.drawbridge');

const [major, minor] = process.versions.node.split('.').map(Number);
if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22)) {
  stop(`Drawbridge builds its pages with Node 20.19, 22.12 or newer, and this is Node ${process.versions.node}: install a newer one.`);
}

const lock = digest(['package.json', 'package-lock.json', '.npmrc']);
if (mark('lock') !== lock) {
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  setMark('lock', lock);
}

const sources = digest([...files('src'), ...files('public'), 'vite.config.ts', 'tsconfig.json', 'build.mjs']) + lock;
if (mark('sources') !== sources || !existsSync(join(here, 'dist', 'manifest.json'))) {
  run(process.execPath, [join('node_modules', 'typescript', 'bin', 'tsc'), '--noEmit']);
  run(process.execPath, [join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn']);
  // Maven copies and never takes away: without this the assets of earlier builds would stay in the jar.
  rmSync(join(here, '..', 'target', 'classes', 'static', 'assets'), { recursive: true, force: true });
  setMark('sources', sources);
}

function files(folder) {
  return readdirSync(join(here, folder), { recursive: true })
    .map((name) => join(folder, name))
    .filter((name) => statSync(join(here, name)).isFile())
    .sort();
}

function digest(names) {
  const hash = createHash('sha256');
  for (const name of names) {
    hash.update(name).update('\0').update(readFileSync(join(here, name))).update('\0');
  }
  return hash.digest('hex');
}

function mark(name) {
  const file = join(marks, name);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function setMark(name, value) {
  mkdirSync(marks, { recursive: true });
  writeFileSync(join(marks, name), value);
}

function run(command, args) {
  const { error, status } = spawnSync(command, args, { cwd: here, stdio: 'inherit' });
  if (error?.code === 'ENOENT') {
    stop(`Drawbridge builds its pages with ${command}, which is not installed: install it and run this again.`);
  }
  if (error || status !== 0) {
    stop(`The pages could not be built: ${command} ${args.join(' ')} ended with ${error ? error.code : status}.`);
  }
}

function stop(sentence) {
  console.error(sentence);
  process.exit(1);
}
