/**
 * `npm run backends`: brings everything the real-server suites start.
 *
 * Debian packages are installed when this runs as root, servers from source are built once. What
 * cannot be had is named with the suites that need it; with --require-all that is exit code 1.
 */
import { artifacts } from './artifacts.ts'
import { available, missingServers } from './availability.ts'
import { isMade, makeOnce } from './cache.ts'
import { hasHeadlessShell } from './chromium.ts'
import { findCommand, outputOf } from './commands.ts'
import { prepareDefinedStorage } from './defined-storage.ts'

interface DebianPackage {
  readonly name: string
  readonly isThere: () => boolean
  readonly neededBy: string
}

/** What Debian has and not every system like it: without it, the next of `debianPackages` will do. */
const headlessShell: DebianPackage = {
  name: 'chromium-headless-shell',
  isThere: hasHeadlessShell,
  neededBy: 'the browser suites, where Chromium itself takes longer',
}

const debianPackages: readonly DebianPackage[] = [
  {
    name: 'prometheus',
    isThere: () => available('prometheus'),
    neededBy: 'the suites that ask a real Prometheus',
  },
  { name: 'chromium', isThere: () => available('chromium'), neededBy: 'the browser suites' },
  {
    name: 'openssl',
    isThere: () => available('openssl'),
    neededBy: 'the suites that reach back ends by https',
  },
  {
    name: 'python3-pip',
    isThere: () => findCommand('pip3') !== null || isMade(artifacts.envoy),
    neededBy: 'the suites that look inside a real proxy',
  },
  {
    name: 'openjdk-17-jre-headless',
    isThere: () => findCommand('java') !== null,
    neededBy: 'the suites that read traces from a real Zipkin',
  },
  {
    name: 'maven',
    isThere: () => findCommand('mvn') !== null || isMade(artifacts.zipkin),
    neededBy: 'the suites that read traces from a real Zipkin',
  },
]

async function installDebianPackages(packages: readonly DebianPackage[]): Promise<void> {
  const wanted = packages.filter(({ isThere }) => !isThere())
  if (wanted.length === 0) {
    say(`Debian packages ${packages.map(({ name }) => name).join(', ')}: found`)
    return
  }
  const isRoot = process.getuid?.() === 0
  if (!isRoot || findCommand('apt-get') === null) {
    for (const { name, neededBy } of wanted)
      say(`${name}: left out, apt-get and root are needed to install it; without it: ${neededBy}`)
    return
  }
  const names = wanted.map(({ name }) => name)
  const options = { env: { DEBIAN_FRONTEND: 'noninteractive' } }
  await timed(`Debian packages ${names.join(', ')}`, async () => {
    // Where nobody answers, what can be done without is not waited for.
    const apt = ['-qq', '-o', 'Acquire::http::Timeout=20', '-o', 'Acquire::Retries=1']
    await outputOf('apt-get', [...apt, 'update'], options)
    await outputOf(
      'apt-get',
      [...apt, 'install', '-y', '--no-install-recommends', ...names],
      options,
    )
  })
}

/** One at a time: a single large Go build already takes every core and gigabytes of memory. */
async function makeArtifacts(): Promise<void> {
  for (const artifact of Object.values(artifacts)) {
    const title = `${artifact.name} ${artifact.version}`
    const lacking = artifact.needs.filter((command) => findCommand(command) === null)
    if (isMade(artifact)) say(`${title}: found`)
    else if (lacking.length > 0)
      say(`${title}: left out, ${lacking.join(', ')} not found; without it: ${artifact.neededBy}`)
    else await timed(title, () => makeOnce(artifact))
  }
}

/** One line when it starts, one with the seconds when it ends; a failure is told, the rest goes on. */
async function timed(title: string, work: () => Promise<unknown>): Promise<void> {
  const startedAt = Date.now()
  const seconds = (): string => `${Math.round((Date.now() - startedAt) / 1000)} s`
  say(`${title}: …`)
  try {
    await work()
    say(`${title}: ready in ${seconds()}`)
  } catch (error) {
    say(`${title}: failed after ${seconds()}. ${error instanceof Error ? error.message : ''}`)
  }
}

function say(line: string): void {
  console.log(line)
}

await installDebianPackages([headlessShell])
await installDebianPackages(debianPackages)
await makeArtifacts()
if (available('kubernetes')) await timed('storage with the kinds of a mesh', prepareDefinedStorage)
const missing = missingServers()
for (const { server, providedBy } of missing) say(`missing: ${server}. Provided by: ${providedBy}`)
if (missing.length > 0 && process.argv.includes('--require-all')) process.exitCode = 1
