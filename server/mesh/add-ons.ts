import type { BackEndPart, ConsolePart } from '#contract/mesh.ts'
import type { BackEnd } from '#contract/status.ts'
import { judge, judgeBackEnd } from './judge.ts'
import type { MeshInput } from './mesh-input.ts'

/** A back end as a part: what it answers of itself, and since when. */
export function describeBackEnd(backEnd: BackEnd, kind: BackEndPart['kind']): BackEndPart {
  const { id, product, version } = backEnd
  return {
    id: `${kind}:${id}`,
    kind,
    ...{ cluster: null, namespace: null, name: product ?? id, version },
    isCore: kind === 'cluster',
    ...judge([judgeBackEnd(backEnd)]),
    backEnd,
  }
}

export function describeConsole({ console: own }: MeshInput): ConsolePart {
  const { version, startedAt, viewers, residentBytes, cpuCores } = own
  return {
    ...{ id: 'console', kind: 'console', cluster: null, namespace: null, name: 'Alidade' },
    ...{ version, isCore: false, status: 'healthy', reasons: [] },
    ...{ startedAt, viewers, residentBytes, cpuCores },
  }
}
