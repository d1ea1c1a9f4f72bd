import { availableParallelism, arch, platform } from 'node:os'
import type { Router } from 'express'
import { getDebugBundle } from '#contract/debug.ts'
import type { OwnMetrics } from '../own-metrics.ts'
import { createRedactor } from '../redact.ts'
import type { RecentLog } from '../recent-log.ts'
import { route } from '../route.ts'
import { tellStatus, type StatusRouteDeps } from './status.ts'

export interface DebugRouteDeps extends StatusRouteDeps {
  /** The settings as they may be told. */
  readonly settings: Readonly<Record<string, unknown>>
  /** What must not be in any answer, as it is just now. */
  readonly secrets: () => readonly string[]
  readonly recentLog: RecentLog
  readonly ownMetrics: OwnMetrics
}

const ownNumber = /^(alidade_(http|source|graph|log)|process_|nodejs_)/
const bucket = /_bucket\{/

export function mountDebug(router: Router, deps: DebugRouteDeps): void {
  route(router, getDebugBundle, async ({ signal, caller, context }) => {
    const { identity, viewer } = caller
    const own = identity.kind === 'token' ? [identity.token] : []
    const { value } = createRedactor([...deps.secrets(), ...own])
    const seesAll = viewer.sees === 'all'
    const { rss, heapUsed } = process.memoryUsage()
    const bundle = {
      at: deps.now(),
      version: deps.version,
      startedAt: deps.startedAt,
      runtime: {
        node: process.version,
        platform: `${platform()} ${arch()}`,
        processors: availableParallelism(),
        residentBytes: rss,
        heapBytes: heapUsed,
      },
      status: await tellStatus(deps, { signal, caller, context }),
      // Addresses, and what failed at them, name services and files: decision 0002.
      settings: seesAll ? deps.settings : null,
      recentLog: seesAll ? deps.recentLog.lines() : null,
      numbers: seesAll ? await readNumbers(deps.ownMetrics) : null,
      withheld: seesAll
        ? []
        : [
            'Settings, log and numbers of the server are told to those who see all namespaces: ask one of them to add theirs.',
          ],
    }
    return getDebugBundle.response.parse(value(bundle))
  })
}

/** Metrics of the console itself; those of the mesh would name namespaces. */
async function readNumbers({ registry }: OwnMetrics): Promise<readonly string[]> {
  const text = await registry.metrics()
  return text.split('\n').filter((line) => ownNumber.test(line) && !bucket.test(line))
}
