import { Button, FormSelect, FormSelectOption } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import {
  memberships,
  mtlsModes,
  thingNotes,
  type ThingFolder,
  type ThingList,
} from '#contract/catalog.ts'
import { readWindowSeconds } from '#contract/graph-ask.ts'
import { healthStatuses } from '#contract/health.ts'
import { FacetMenu, type Facet } from '../../../../components/FacetMenu.tsx'
import { healthLooks } from '../../../../components/health-look.ts'
import { mtlsWords } from '../../../../components/mtls-words.ts'
import { TextFilter } from '../../../../components/TextFilter.tsx'
import { t } from '../../../../i18n/t.ts'
import { formatSeconds } from '../../../../lib/duration.ts'
import { membershipWords, noteWords } from '../../words.ts'
import { everyMs, isFiltered, noFilters, type ListView } from '../url.ts'

export interface ListFiltersProps {
  readonly folder: ThingFolder
  readonly facets: ThingList['facets']
  readonly view: ListView
  readonly onChange: (patch: Partial<ListView>) => void
}

const windows = ['1m', '10m', '1h', '6h'] as const
const findingWords: Readonly<Record<string, string>> = {
  error: t('With errors'),
  warning: t('With warnings'),
  info: t('With notes'),
  none: t('Nothing found'),
}
const wordIn =
  (words: Readonly<Record<string, string>>) =>
  (value: string): string =>
    words[value] ?? value
const healthWord = (value: string): string =>
  healthStatuses.flatMap((status) => (status === value ? [healthLooks[status].word] : []))[0] ??
  value

/** What the list is cut to. Every choice says how many it would leave. */
export function ListFilters({ folder, facets, view, onChange }: ListFiltersProps): ReactNode {
  const choose =
    <Name extends string>(names: readonly Name[], take: (chosen: Name[]) => Partial<ListView>) =>
    (chosen: readonly string[]): void =>
      onChange(take(names.filter((name) => chosen.includes(name))))
  return (
    <div className="al-list-filters" role="toolbar" aria-label={t('Filters')}>
      <TextFilter label={t('Name')} text={view.text} onChange={(text) => onChange({ text })} />
      <TextFilter
        label={t('Labels, as in app=cart')}
        text={view.labels}
        onChange={(labels) => onChange({ labels })}
      />
      {view.labels.trim().includes(' ') && (
        <Button
          variant="secondary"
          size="sm"
          onClick={() => onChange({ labelMode: view.labelMode === 'and' ? 'or' : 'and' })}
        >
          {view.labelMode === 'and' ? t('All labels') : t('Any label')}
        </Button>
      )}
      <FacetMenu
        label={t('Health')}
        facet={inOrder(facets.health, healthStatuses)}
        chosen={view.health}
        sayValue={healthWord}
        onChange={choose(healthStatuses, (health) => ({ health }))}
      />
      <FacetMenu
        label={t('Namespaces')}
        facet={facets.namespaces}
        chosen={view.namespaces}
        onChange={(namespaces) => onChange({ namespaces: [...namespaces] })}
      />
      {folder !== 'apps' && (
        <FacetMenu
          label={t('Types')}
          facet={facets.types}
          chosen={view.types}
          onChange={(types) => onChange({ types: [...types] })}
        />
      )}
      <FacetMenu
        label={t('Mesh')}
        facet={inOrder(facets.memberships, memberships)}
        chosen={view.memberships}
        sayValue={wordIn(membershipWords)}
        onChange={choose(memberships, (chosen) => ({ memberships: chosen }))}
      />
      <FacetMenu
        label="mTLS"
        facet={inOrder(facets.mtls, mtlsModes)}
        chosen={view.mtls}
        sayValue={wordIn(mtlsWords)}
        onChange={choose(mtlsModes, (mtls) => ({ mtls }))}
      />
      <FacetMenu
        label={t('Configuration')}
        facet={facets.findings}
        chosen={view.findings}
        sayValue={wordIn(findingWords)}
        onChange={choose(['error', 'warning', 'info', 'none'], (findings) => ({ findings }))}
      />
      <FacetMenu
        label={t('Acted on by')}
        facet={facets.config}
        chosen={view.config}
        onChange={(config) => onChange({ config: [...config] })}
      />
      <FacetMenu
        label={t('Remarks')}
        facet={inOrder(facets.notes, thingNotes)}
        chosen={view.notes}
        sayValue={wordIn(noteWords)}
        onChange={choose(thingNotes, (notes) => ({ notes }))}
      />
      <Button
        variant={view.withErrors === 'true' ? 'primary' : 'secondary'}
        size="sm"
        aria-pressed={view.withErrors === 'true'}
        onClick={() => onChange({ withErrors: view.withErrors === 'true' ? 'false' : 'true' })}
      >
        {t('Answers with errors')}
      </Button>
      <FormSelect
        aria-label={t('Rates over the last')}
        className="al-list-window"
        value={view.window}
        onChange={(_, window) => onChange({ window })}
      >
        {[...new Set([...windows, view.window])].map((window) => (
          <FormSelectOption key={window} value={window} label={sayWindow(window)} />
        ))}
      </FormSelect>
      <FormSelect
        aria-label={t('Refresh')}
        className="al-list-window"
        value={view.refresh}
        onChange={(_, refresh) => {
          const chosen = refreshes.find((one) => one === refresh)
          if (chosen !== undefined) onChange({ refresh: chosen })
        }}
      >
        {refreshes.map((refresh) => (
          <FormSelectOption key={refresh} value={refresh} label={sayRefresh(refresh)} />
        ))}
      </FormSelect>
      {isFiltered(view) && (
        <Button variant="link" size="sm" onClick={() => onChange(noFilters)}>
          {t('Show all')}
        </Button>
      )}
    </div>
  )
}

const refreshes = ['5s', '15s', '1m', 'paused'] as const

const sayWindow = (window: string): string =>
  t('Last {{window}}', { window: formatSeconds(readWindowSeconds(window) ?? 0) })

function sayRefresh(refresh: ListView['refresh']): string {
  const ms = everyMs[refresh]
  return ms === false
    ? t('Not again by itself')
    : t('Every {{time}}', { time: formatSeconds(ms / 1000) })
}

function inOrder(facet: Facet, order: readonly string[]): Facet {
  return [...facet].sort((one, other) => order.indexOf(one.value) - order.indexOf(other.value))
}
