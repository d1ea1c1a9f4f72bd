'use strict'
// Runs on whatever Node the machine has, before anything is installed: plain CommonJS, old syntax.
// Installs the locked packages (Node 24 among them) when the lock file is newer than the last
// install, and with --build builds the page when its sources are newer than the last build.
const { spawnSync } = require('node:child_process')
const { createHash } = require('node:crypto')
const fs = require('node:fs')
const path = require('node:path')

const root = path.dirname(__dirname)
const stampFile = path.join(root, 'node_modules', '.alidade-installed')
const bin = path.join(root, 'node_modules', '.bin')
const say = (text) => process.stderr.write(text + '\n')

function installPackages() {
  const lock = fs.readFileSync(path.join(root, 'package-lock.json'))
  const stamp = createHash('sha256').update(lock).digest('hex')
  if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, 'utf8') === stamp) return
  say('Installing packages (once; about half a minute) …')
  const npmArgs = ['ci', '--include=dev', '--include=optional', '--loglevel=error'].concat([
    '--no-audit',
    '--no-fund',
    '--prefer-offline',
  ])
  const npmCli = process.env.npm_execpath
  const done = npmCli
    ? spawnSync(process.execPath, [npmCli, ...npmArgs], { cwd: root, stdio: ['ignore', 2, 2] })
    : spawnSync('npm', npmArgs, { cwd: root, stdio: ['ignore', 2, 2] })
  if (done.status !== 0) {
    say(
      'npm ci did not succeed; its message is above. Run the same command again when it is mended.',
    )
    process.exit(1)
  }
  fs.writeFileSync(stampFile, stamp)
}

/** Node 24 comes as a package on Linux; elsewhere the machine's own must do. */
function nodeToUse() {
  const packaged = path.join(bin, 'node')
  if (fs.existsSync(packaged)) return packaged
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  say(
    'Alidade needs Node 24 here: no packaged Node exists for this system. Install it from nodejs.org, then run this again.',
  )
  process.exit(1)
}

function newestChangeMs(place) {
  if (!fs.existsSync(place)) return 0
  const stat = fs.statSync(place)
  if (!stat.isDirectory()) return stat.mtimeMs
  return fs
    .readdirSync(place)
    .map((name) => newestChangeMs(path.join(place, name)))
    .reduce((newest, ms) => Math.max(newest, ms), 0)
}

function buildPage() {
  const built = path.join(root, 'dist', 'ui', 'index.html')
  const sources = ['ui', 'contract', 'vite.config.ts', 'package-lock.json'].map((name) =>
    path.join(root, name),
  )
  const newest = sources.map(newestChangeMs).reduce((a, b) => Math.max(a, b), 0)
  if (fs.existsSync(built) && fs.statSync(built).mtimeMs >= newest) return
  say('Building the page …')
  const vite = path.join(root, 'node_modules', 'vite', 'bin', 'vite.js')
  const done = spawnSync(nodeToUse(), [vite, 'build', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (done.status !== 0) {
    say('The page could not be built; the message is above.')
    process.exit(1)
  }
}

installPackages()
nodeToUse()
if (process.argv.includes('--build')) buildPage()
