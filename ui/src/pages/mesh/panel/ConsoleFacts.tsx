import type { ReactNode } from 'react'
import type { ConsolePart } from '#contract/mesh.ts'
import { formatAge } from '../../../lib/age.ts'
import { formatBytes } from '../../../lib/bytes.ts'
import { Fact, Facts } from './Facts.tsx'

/** The console itself: what it is, and what it takes. */
export function ConsoleFacts(props: {
  readonly part: ConsolePart
  readonly now: number
}): ReactNode {
  const { part, now } = props
  return (
    <div className="al-mesh-section">
      <Facts>
        <Fact term="Version">{part.version}</Fact>
        <Fact term="Up for">{formatAge(now - part.startedAt)}</Fact>
        <Fact term="Following">{`${part.viewers} views`}</Fact>
        <Fact term="Memory">{formatBytes(part.residentBytes)}</Fact>
        <Fact term="CPU">
          {part.cpuCores === null ? null : `${Number(part.cpuCores.toPrecision(2))} cores`}
        </Fact>
      </Facts>
    </div>
  )
}
