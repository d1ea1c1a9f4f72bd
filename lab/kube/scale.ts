import type { KubeObject } from '../seams.ts'
import { numberAt, recordAt } from '../store/json.ts'
import type { Json } from '../store/json.ts'
import { KubeStatusError } from './status.ts'

/** The `scale` subresource of a workload. */
export function scaleOf(workload: KubeObject): Json {
  const { name, namespace, uid, resourceVersion, creationTimestamp } = workload.metadata
  const selector = Object.entries(recordAt(recordAt(workload.spec, 'selector'), 'matchLabels'))
  return {
    kind: 'Scale',
    apiVersion: 'autoscaling/v1',
    metadata: { name, namespace, uid, resourceVersion, creationTimestamp },
    spec: { replicas: numberAt(workload.spec, 'replicas') ?? 1 },
    status: {
      replicas: numberAt(workload.status, 'replicas') ?? 0,
      selector: selector.map(([key, value]) => `${key}=${String(value)}`).join(','),
    },
  }
}

/** The workload with the replicas that a Scale asks for. @throws KubeStatusError */
export function withScale(workload: KubeObject, scale: unknown): KubeObject {
  const replicas = numberAt(recordAt(scale, 'spec'), 'replicas') ?? 0
  const wanted = recordAt(scale, 'metadata')['resourceVersion']
  if (!Number.isInteger(replicas) || replicas < 0) {
    const message = `Invalid value: ${replicas}: must be greater than or equal to 0`
    const { name } = workload.metadata
    throw new KubeStatusError(
      'Invalid',
      `Scale.autoscaling "${name}" is invalid: spec.replicas: ${message}`,
      {
        name,
        group: 'autoscaling',
        kind: 'Scale',
        causes: [{ reason: 'FieldValueInvalid', message, field: 'spec.replicas' }],
      },
    )
  }
  return {
    ...workload,
    metadata: {
      ...workload.metadata,
      ...(typeof wanted === 'string' ? { resourceVersion: wanted } : {}),
    },
    spec: { ...workload.spec, replicas },
  }
}
