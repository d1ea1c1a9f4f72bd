import type { KubeObject } from '../../../seams.ts'
import { isRecord, recordAt, stringAt } from '../../../store/json.ts'
import type { Pod } from '../pods.ts'
import { selects } from './text-match.ts'

export type ServerTls = 'STRICT' | 'PERMISSIVE' | 'DISABLE'

interface Policy {
  readonly namespace: string
  readonly selector: unknown // undefined: the whole namespace
  readonly mode: ServerTls | null
  readonly modeOfPort: (port: number) => ServerTls | null
}

/** What a pod takes on a port: the port's own mode, else its workload's, its namespace's, the mesh's. */
export class PeerAuthentications {
  private readonly policies: readonly Policy[]
  private readonly rootNamespace: string

  constructor(objects: readonly KubeObject[], rootNamespace: string) {
    this.policies = objects.map(readPolicy)
    this.rootNamespace = rootNamespace
  }

  modeOf(pod: Pod, port: number): ServerTls {
    const { namespace } = pod.workload
    const own = this.policies.filter(
      (policy) =>
        policy.namespace === namespace &&
        policy.selector !== undefined &&
        selects(policy.selector, pod.labels),
    )
    for (const policy of own) {
      const mode = policy.modeOfPort(port) ?? policy.mode
      if (mode !== null) return mode
    }
    return this.wideMode(namespace) ?? this.wideMode(this.rootNamespace) ?? 'PERMISSIVE'
  }

  private wideMode(namespace: string): ServerTls | null {
    const policy = this.policies.find(
      (p) => p.namespace === namespace && p.selector === undefined && p.mode !== null,
    )
    return policy?.mode ?? null
  }
}

function readPolicy({ metadata, spec }: KubeObject): Policy {
  const selector = isRecord(spec) ? recordAt(spec, 'selector')['matchLabels'] : undefined
  const hasSelector = isRecord(selector) && Object.keys(selector).length > 0
  const ports = recordAt(spec, 'portLevelMtls')
  return {
    namespace: metadata.namespace ?? '',
    selector: hasSelector ? selector : undefined,
    mode: modeOf(recordAt(spec, 'mtls')),
    modeOfPort: (port) => modeOf(ports[String(port)]),
  }
}

function modeOf(mtls: unknown): ServerTls | null {
  const mode = stringAt(mtls, 'mode')
  return mode === 'STRICT' || mode === 'PERMISSIVE' || mode === 'DISABLE' ? mode : null
}
