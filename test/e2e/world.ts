import { startLab, type Lab } from '../../lab/start.ts'
import type { KubeObject as LabObject } from '../../lab/seams.ts'
import { readConfig } from '../../server/config.ts'
import { startConsole, type RunningConsole } from '../../server/main.ts'
import type { KubeObject } from '../servers/kube-objects.ts'
import type { KubernetesServer } from '../servers/kubernetes.ts'

/**
 * Owners first. Nodes and definitions are left out: the server has definitions of its own, and no
 * kubelet stands behind the nodes.
 */
const kinds = [
  ...['Namespace', 'ConfigMap', 'ClusterRole', 'ClusterRoleBinding'],
  ...['RoleBinding', 'GatewayClass', 'Gateway.networking.istio.io'],
  ...[
    'Gateway.gateway.networking.k8s.io',
    'ServiceAccount',
    'Deployment',
    'StatefulSet',
    'DaemonSet',
    'CronJob',
    'Job',
  ],
  ...['ReplicaSet', 'Pod', 'Service', 'EndpointSlice', 'VirtualService', 'DestinationRule'],
  ...['HTTPRoute', 'ServiceEntry', 'WorkloadGroup', 'WorkloadEntry', 'Sidecar'],
  ...['EnvoyFilter', 'ReferenceGrant'],
  ...['PeerAuthentication', 'RequestAuthentication', 'AuthorizationPolicy', 'Telemetry'],
] as const

/** What the API server gives an object by itself. */
const given = new Set(['uid', 'resourceVersion', 'creationTimestamp', 'generation'])

function asWritten(object: LabObject): KubeObject {
  const { name, labels, annotations, namespace, ownerReferences } = object.metadata
  const rest = Object.entries(object.metadata).filter(
    ([field]) => !given.has(field) && field !== 'managedFields' && field !== 'ownerReferences',
  )
  return {
    ...object,
    metadata: {
      ...Object.fromEntries(rest),
      name,
      ...(namespace === undefined ? {} : { namespace }),
      ...(labels === undefined ? {} : { labels }),
      ...(annotations === undefined ? {} : { annotations }),
      ...(ownerReferences === undefined ? {} : { ownerReferences: ownerReferences.map(asOwner) }),
    },
  }
}

function asOwner(reference: Readonly<Record<string, unknown>>): {
  readonly apiVersion: string
  readonly kind: string
  readonly name: string
  readonly controller: boolean
} {
  const { apiVersion, kind, name, controller } = reference
  return {
    apiVersion: String(apiVersion),
    kind: String(kind),
    name: String(name),
    controller: controller === true,
  }
}

export interface Refusal {
  readonly object: string
  readonly reason: string
}

/** Writes the lab's objects into a real API server; answers what that refused, and why. */
export async function applyLab(
  lab: Lab,
  kubernetes: Pick<KubernetesServer, 'apply'>,
): Promise<readonly Refusal[]> {
  const refusals: Refusal[] = []
  for (const kind of kinds) {
    const objects = lab.objects.list(kind).map(asWritten)
    await Promise.all(
      objects.map(async (object) => {
        try {
          await kubernetes.apply([object])
        } catch (error) {
          const { namespace = '', name } = object.metadata
          refusals.push({ object: `${object.kind} ${namespace}/${name}`, reason: String(error) })
        }
      }),
    )
  }
  return refusals
}

/**
 * A lab whose time stands still, and whose seconds begin where the ledger's buckets do. After five
 * minutes it has seen nearly all that it will ever count; two are enough for whoever counts nothing.
 */
export function startStillLab(historySeconds = 300): Promise<Lab> {
  const startMs = Math.floor((Date.now() - 120_000) / 5_000) * 5_000
  return startLab({ clock: 'manual', historySeconds, startMs })
}

export interface Recording {
  readonly openMetrics: string
  /** Of the last sample. */
  readonly endMs: number
  /** Counters, as their lines begin, that were not there yet a minute before the end. */
  readonly newborn: readonly string[]
}

/**
 * Lets the lab's time pass and takes its page of counters every five seconds, as a scrape would;
 * without histogram buckets, which are most of it.
 */
export async function recordLab(lab: Lab, seconds: number): Promise<Recording> {
  // What packs the page unpacks it, too.
  const headers = { 'accept-encoding': 'identity' }
  const byFamily = new Map<string, string[]>()
  const seen = new Set<string>()
  const newborn: string[] = []
  let endMs = lab.clock.nowMs()
  for (let passed = 0; passed <= seconds; passed += 5) {
    if (passed > 0) lab.advance(5)
    endMs = lab.clock.nowMs()
    const page = await (await fetch(`${lab.prometheusUrl}/metrics`, { headers })).text()
    for (const line of page.split('\n')) {
      const name = /^(\w+_total)\{/.exec(line)?.[1]
      if (name === undefined) continue
      const lines = byFamily.get(name) ?? []
      lines.push(`${line} ${endMs / 1000}`)
      byFamily.set(name, lines)
      const series = line.slice(0, line.lastIndexOf(' '))
      if (!seen.has(series) && passed > seconds - 60) newborn.push(series)
      seen.add(series)
    }
  }
  const families = [...byFamily].flatMap(([name, lines]) => [
    `# TYPE ${name.replace(/_total$/, '')} counter`,
    ...lines,
  ])
  return { openMetrics: [...families, '# EOF', ''].join('\n'), endMs, newborn }
}

/** The console in this process, on a free port. */
export function startTestConsole(args: readonly string[]): Promise<RunningConsole> {
  return startConsole(readConfig(['--port', '0', '--log-level', 'silent', ...args], {}))
}
