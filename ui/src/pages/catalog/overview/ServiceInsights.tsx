import { MenuToggle, Select, SelectList, SelectOption, Skeleton } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import {
  insightNames,
  type Insight,
  type InsightName,
  type InsightRow,
} from '#contract/insights.ts'
import { useInsights } from '../../../api/catalog-queries.ts'
import { HealthBadge } from '../../../components/HealthBadge.tsx'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import { t } from '../../../i18n/t.ts'
import { formatBytesRate } from '../../../lib/bytes.ts'
import { formatMs } from '../../../lib/duration.ts'
import { formatShare } from '../../../lib/ratio.ts'

interface Words {
  readonly title: string
  readonly column: string
  readonly none: string
  readonly say: (row: InsightRow) => string
}

const words = {
  errors: {
    title: t('Most errors'),
    column: t('Errors'),
    none: t('No service answered with errors.'),
    say: ({ value }) => formatShare(value),
  },
  latency: {
    title: t('Slowest, p95'),
    column: t('p95'),
    none: t('No response was timed.'),
    say: ({ value, isAtMost }) => `${isAtMost ? '≤ ' : ''}${formatMs(value)}`,
  },
  throughput: {
    title: t('Most bytes over TCP'),
    column: t('Throughput'),
    none: t('No service was called over plain TCP.'),
    say: ({ value }) => formatBytesRate(value),
  },
} as const satisfies Record<InsightName, Words>

const parameter = 'insights'
const noneChosen = 'none' // an absent parameter means all

/** Which tables are shown: the address says it, so that it can be sent and kept. */
function readNames(search: URLSearchParams): readonly InsightName[] {
  const text = search.get(parameter)
  if (text === null) return insightNames
  const asked = new Set(text.split(','))
  const chosen = insightNames.filter((name) => asked.has(name))
  return chosen.length > 0 || asked.has(noneChosen) ? chosen : insightNames
}

function writeNames(names: readonly InsightName[], others: URLSearchParams): URLSearchParams {
  const search = new URLSearchParams(others)
  if (names.length === insightNames.length) search.delete(parameter)
  else search.set(parameter, names.join(',') || noneChosen)
  return search
}

/** The services that fail most, take longest and move most: the numbers of the lists, best known first. */
export function ServiceInsights({ window }: { window: string }): ReactNode {
  const [search, setSearch] = useSearchParams()
  const names = readNames(search)
  return (
    <section aria-label={t('Services that stand out')} className="al-catalog-card">
      <header className="al-catalog-card-head">
        <h2>{t('Services that stand out')}</h2>
        <TablesMenu
          names={names}
          onChange={(next) => setSearch((former) => writeNames(next, former), { replace: true })}
        />
      </header>
      {names.length === 0 ? (
        <p className="al-quiet">{t('No table is chosen.')}</p>
      ) : (
        <Tables names={names} window={window} />
      )}
    </section>
  )
}

interface TablesMenuProps {
  readonly names: readonly InsightName[]
  readonly onChange: (names: readonly InsightName[]) => void
}

function TablesMenu({ names, onChange }: TablesMenuProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <Select
      role="menu"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      onSelect={(_, chosen) =>
        onChange(
          insightNames.filter((name) =>
            name === chosen ? !names.includes(name) : names.includes(name),
          ),
        )
      }
      popperProps={{ position: 'right' }}
      toggle={(ref) => (
        <MenuToggle ref={ref} size="sm" isExpanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {t('Tables')}
        </MenuToggle>
      )}
    >
      <SelectList aria-label={t('Tables')}>
        {insightNames.map((name) => (
          <SelectOption key={name} value={name} hasCheckbox isSelected={names.includes(name)}>
            {words[name].title}
          </SelectOption>
        ))}
      </SelectList>
    </Select>
  )
}

function Tables({ names, window }: { names: readonly InsightName[]; window: string }): ReactNode {
  const { data, error } = useInsights(window, names)
  if (data === undefined && error !== null)
    return (
      <p className="al-warn" role="alert">
        {error.message}
      </p>
    )
  return (
    <div className="al-insights" aria-busy={data === undefined}>
      {names.map((name) => {
        const insight = data?.insights.find((one) => one.name === name)
        return insight === undefined ? (
          <Skeleton
            key={name}
            height="11rem"
            screenreaderText={t('Loading {{title}}', { title: words[name].title })}
          />
        ) : (
          <InsightTable key={name} insight={insight} />
        )
      })}
    </div>
  )
}

function InsightTable({
  insight: { name, isKnown, rows, ranked },
}: {
  insight: Insight
}): ReactNode {
  const { title, column, none, say } = words[name]
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {rows.length === 0 ? (
        <p className="al-quiet">
          {isKnown ? none : t('Not known: the metric store did not answer.')}
        </p>
      ) : (
        <table className="al-rates al-insight" aria-label={title}>
          <thead>
            <tr>
              <th scope="col">{t('Service')}</th>
              <th scope="col" className="al-num">
                {column}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.node}>
                <td>
                  <HealthBadge status={row.status} isCompact />{' '}
                  <SubjectLink subject={{ kind: 'service', ...row }} />{' '}
                  <span className="al-quiet">{row.namespace}</span>
                </td>
                <td className="al-num">{say(row)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {ranked > rows.length && (
        <p className="al-quiet">
          {t('the first {{shown}} of {{ranked}}', { shown: rows.length, ranked })}
        </p>
      )}
    </section>
  )
}
