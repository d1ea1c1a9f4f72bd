import type { ReactNode } from 'react'
import type { NodeTraffic } from '#contract/traffic.ts'
import { ClassTable } from '../../../../components/ClassTable.tsx'
import { PanelTabs } from '../../../../components/PanelTabs.tsx'
import { inSentence, t } from '../../../../i18n/t.ts'
import { Section } from './Section.tsx'

const words = { in: t('In'), out: t('Out'), inside: t('Inside'), all: t('All') } as const
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
    const body = (
      <ClassTable
        caption={t('Answers {{direction}} of {{of}}', { direction: words[name], of })}
        traffic={traffic}
      />
    )
    return [{ name, title: words[name], body }]
  })
  const [only, ...more] = tabs
  if (only === undefined) return null
  return (
    <Section
      title={
        more.length > 0
          ? t('Answers')
          : t('Answers: {{direction}}', { direction: inSentence(only.title) })
      }
    >
      <PanelTabs label={t('Direction')} tabs={tabs} />
    </Section>
  )
}

const isNothing = ({ http, grpc, tcp }: NodeTraffic): boolean =>
  http === null && grpc === null && tcp === null
