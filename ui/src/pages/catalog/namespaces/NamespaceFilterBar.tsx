import { Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { NamespaceRow } from '#contract/catalog.ts'
import { healthStatuses } from '#contract/health.ts'
import { FacetMenu } from '../../../components/FacetMenu.tsx'
import { healthLooks } from '../../../components/health-look.ts'
import { mtlsWords } from '../../../components/mtls-words.ts'
import { TextFilter } from '../../../components/TextFilter.tsx'
import { t } from '../../../i18n/t.ts'
import '../lists/lists.css'
import {
  choiceNames,
  facetOf,
  isFiltered,
  noFilters,
  type ChoiceName,
  type NamespaceFilters,
} from './filters.ts'

const menus = {
  health: t('Health'),
  mtls: 'mTLS',
  types: t('Type'),
  modes: t('Mesh'),
} as const satisfies Record<ChoiceName, string>

const words: Readonly<Record<ChoiceName, Readonly<Record<string, string>>>> = {
  health: Object.fromEntries(healthStatuses.map((status) => [status, healthLooks[status].word])),
  mtls: { ...mtlsWords, none: t('Not applicable') },
  types: { controlPlane: t('Control plane'), dataPlane: t('Data plane') },
  modes: {
    sidecar: t('Sidecar'),
    ambient: t('Ambient'),
    none: t('Not in mesh'),
    unknown: t('Not known'),
  },
}

export interface NamespaceFilterBarProps {
  readonly rows: readonly NamespaceRow[] // all of them
  readonly filters: NamespaceFilters
  readonly onChange: (patch: Partial<NamespaceFilters>) => void
}

/** What the list is cut to. Every choice says how many it would leave. */
export function NamespaceFilterBar({
  rows,
  filters,
  onChange,
}: NamespaceFilterBarProps): ReactNode {
  const { find, labels, labelMode } = filters
  return (
    <div className="al-list-filters" role="toolbar" aria-label={t('Filters')}>
      <TextFilter
        label={t('Name or label')}
        text={find}
        onChange={(text) => onChange({ find: text })}
      />
      <TextFilter
        label={t('Labels, as in team=red')}
        text={labels}
        onChange={(text) => onChange({ labels: text })}
      />
      {labels.trim().includes(' ') && (
        <Button
          variant="secondary"
          size="sm"
          onClick={() => onChange({ labelMode: labelMode === 'and' ? 'or' : 'and' })}
        >
          {labelMode === 'and' ? t('All labels') : t('Any label')}
        </Button>
      )}
      {choiceNames.map((name) => (
        <FacetMenu
          key={name}
          label={menus[name]}
          facet={facetOf(rows, filters, name)}
          chosen={filters[name]}
          sayValue={(value) => words[name][value] ?? value}
          onChange={(chosen) => onChange({ [name]: chosen })}
        />
      ))}
      {isFiltered(filters) && (
        <Button variant="link" size="sm" onClick={() => onChange(noFilters)}>
          {t('Show all')}
        </Button>
      )}
    </div>
  )
}
