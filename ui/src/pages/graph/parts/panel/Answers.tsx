import type { ReactNode } from 'react'
import type { NodeTraffic } from '#contract/traffic.ts'
import { ClassTable } from '../../../../components/ClassTable.tsx'
import { PanelTabs } from '../../../../components/PanelTabs.tsx'
import { Section } from './Section.tsx'

const words = { in: 'In', out: 'Out', inside: 'Inside', all: 'All' } as const
type Direction = keyof typeof words

export interface AnswersProps {
  readonly of: string
  /** Directions without any traffic get no tab. */
  readonly directions: Partial<Record<Direction, NodeTraffic>>
}

/** How requests were answered, one direction at a time. */
export function Answers({ of, directions }: AnswersProps): ReactNode {
  const names = Object.keys(words) as Direction[]
  const tabs = names.flatMap((name) => {
    const traffic = directions[name]
    if (traffic === undefined || isNothing(traffic)) return []
    const body = <ClassTable caption={`Answers ${words[name]} of ${of}`} traffic={traffic} />
    return [{ name, title: words[name], body }]
  })
  if (tabs.length === 0) return null
  return (
    <Section title={tabs.length === 1 ? `Answers: ${tabs[0]?.title.toLowerCase()}` : 'Answers'}>
      <PanelTabs label="Direction" tabs={tabs} />
    </Section>
  )
}

const isNothing = ({ http, grpc, tcp }: NodeTraffic): boolean =>
  http === null && grpc === null && tcp === null
