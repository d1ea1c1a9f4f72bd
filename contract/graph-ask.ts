import { z } from './setup.ts'

export const graphTypes = ['workload', 'app', 'versionedApp', 'service'] as const
export const windowPattern = /^(\d+)(s|m|h|d)$/

const secondsByUnit: ReadonlyMap<string, number> = new Map([
  ['d', 86400],
  ['h', 3600],
  ['m', 60],
  ['s', 1],
])
const longestWindowSeconds = 30 * 86400

/** `10m` → 600. Null when it is no duration of whole seconds, minutes, hours or days. */
export function readWindowSeconds(text: string): number | null {
  const [, amount, unit] = windowPattern.exec(text) ?? []
  const unitSeconds = secondsByUnit.get(unit ?? '')
  return amount === undefined || unitSeconds === undefined ? null : Number(amount) * unitSeconds
}

/** 600 → `10m`, 90 → `90s`: the shortest form that reads back to the same. */
export function writeWindow(seconds: number): string {
  for (const [unit, unitSeconds] of secondsByUnit) {
    if (seconds % unitSeconds === 0) return `${seconds / unitSeconds}${unit}`
  }
  return `${seconds}s`
}

const list = z
  .string()
  .max(20_000)
  .transform((text) => [...new Set(text.split(',').filter((part) => part !== ''))])

const flag = (whenAbsent: boolean) =>
  z
    .enum(['true', 'false'])
    .default(whenAbsent ? 'true' : 'false')
    .transform((text) => text === 'true')

const windowSeconds = z
  .string()
  .default('1m')
  .transform((text, context) => {
    const seconds = readWindowSeconds(text)
    if (seconds !== null && seconds >= 10 && seconds <= longestWindowSeconds) return seconds
    context.addIssue({
      code: 'custom',
      message: 'window must be a duration such as 60s, 10m, 1h or 7d, from 10s to 30d',
    })
    return z.NEVER
  })

/**
 * What a viewer wants to see of the graph. Every field is optional in the address; the parsed value
 * has them all. `namespaces` empty means all that the viewer may see.
 */
export const graphAskSchema = z.object({
  namespaces: list.default([]).describe('Names, or cluster/name; empty: all'),
  clusters: list.default([]),
  type: z.enum(graphTypes).default('versionedApp'),
  window: windowSeconds.describe('Length of the window the rates are taken over'),
  at: z.coerce
    .number()
    .int()
    .min(0)
    .max(8.64e15)
    .optional()
    .describe('Epoch ms of the end of the window; absent: live'),
  grpc: z.enum(['requests', 'sent', 'received', 'total']).default('requests'),
  responseTime: z.enum(['avg', 'p50', 'p95', 'p99']).optional(),
  throughput: z.enum(['request', 'response']).optional(),
  operations: flag(false).describe('Draw operation nodes (needs request classification)'),
  ambient: z
    .enum(['total', 'waypoint', 'ztunnel'])
    .default('total')
    .describe('Which ambient proxies count'),
  waypoints: flag(false).describe('Draw waypoints as nodes rather than as badges'),
  serviceNodes: flag(false),
  idleEdges: flag(false),
  idleNodes: flag(false),
  silent: flag(false).describe('Draw calls that the configuration allows by name and nobody makes'),
  labels: flag(false).describe('Send the labels of workloads and services with their nodes'),
  boxBy: z
    .string()
    .max(100)
    .default('cluster,namespace,app')
    .transform((text) => new Set(text.split(',').filter((part) => part !== '')))
    .pipe(z.set(z.enum(['cluster', 'namespace', 'app'])))
    .describe('Comma-separated: cluster, namespace, app'),
  open: z
    .string()
    .max(20_000)
    .default('auto')
    .describe('Namespaces drawn with their members: auto, all, none, or names; auto,+a,-b adjusts'),
  focus: z.string().max(600).optional().describe('Node id: only its neighbourhood'),
  depth: z.coerce.number().int().min(1).max(20).default(1).describe('Steps around the focus'),
})

/** The parsed form: `window` in seconds, lists as arrays, flags as booleans. */
export type GraphAsk = z.infer<typeof graphAskSchema>

/** The form of the address: all text, all optional. */
export type GraphAskInput = z.input<typeof graphAskSchema>

export type GraphType = GraphAsk['type']
