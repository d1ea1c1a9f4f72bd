import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { FindingCounts } from '#contract/config.ts'
import type { TouchingObject } from '#contract/places.ts'
import { useContextSearch } from '../../../../components/context-search.ts'
import { t } from '../../../../i18n/t.ts'
import { useFindings } from '../../findings/findings-context.ts'
import {
  countWords,
  type FindingsOfGraph,
  type TouchedElement,
} from '../../findings/join-findings.ts'
import { Section } from './Section.tsx'

const shownAtMost = 12

export interface FindingsPartProps {
  readonly touched: (of: FindingsOfGraph) => TouchedElement | null
  /** The namespaces whose objects are counted, where only their number is known. */
  readonly namespaces?: readonly string[]
}

/** What is wrong with the configuration that acts here, and the way to it. */
export function FindingsPart({ touched, namespaces = [] }: FindingsPartProps): ReactNode {
  const findings = useFindings()
  if (findings === null) return null
  if ('trouble' in findings)
    return (
      <Section title={t('Findings')}>
        <p className="al-quiet">
          {t('What is wrong with its configuration is not known: {{trouble}}', {
            trouble: findings.trouble,
          })}
        </p>
      </Section>
    )
  const { places, of } = findings
  const element = touched(of)
  if (element === null) return null
  const objects = element.touchedBy.flatMap((index) => places.objects[index] ?? [])
  const rest = objects.length - shownAtMost
  return (
    <Section title={t('Findings')}>
      <p>{countWords(element.counts) || acknowledgedWords(element.counts)}</p>
      {objects.length === 0 ? (
        <ConfigLink search={{ namespaces: namespaces.join(','), validities: 'error,warning,info' }}>
          {t('Show them in the configuration')}
        </ConfigLink>
      ) : (
        <ul className="al-panel-acting" aria-label={t('Objects with findings')}>
          {objects.slice(0, shownAtMost).map((one) => (
            <li key={Object.values(one.object).join('/')}>
              <Touching touching={one} />
            </li>
          ))}
        </ul>
      )}
      {rest > 0 && <p className="al-quiet">{t('and {{count}} more objects', { count: rest })}</p>}
    </Section>
  )
}

function acknowledgedWords({ acknowledged }: FindingCounts): string {
  return t('{{count}} findings that are let be', { count: acknowledged })
}

function Touching({ touching }: { touching: TouchingObject }): ReactNode {
  const { object, counts, worst } = touching
  const { group, kind, namespace, name } = object
  const words = countWords(counts)
  return (
    <div>
      <ConfigLink search={{ object: [group, kind, namespace, name].join('/') }}>
        {kind} {name}
      </ConfigLink>{' '}
      <span className="al-quiet">{namespace}</span>
      <div className="al-breakable">{worst.message}</div>
      <div className="al-quiet">
        {worst.rule} · {words === '' ? acknowledgedWords(counts) : words}
      </div>
    </div>
  )
}

interface ConfigLinkProps {
  readonly search: Readonly<Record<string, string>>
  readonly children: ReactNode
}

function ConfigLink({ search, children }: ConfigLinkProps): ReactNode {
  const kept = new URLSearchParams(useContextSearch())
  for (const [name, value] of Object.entries(search)) if (value !== '') kept.set(name, value)
  return <Link to={`/config?${kept.toString()}`}>{children}</Link>
}
