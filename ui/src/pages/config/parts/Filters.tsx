import { Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { ConfigList } from '#contract/config.ts'
import { useRules } from '../../../api/config-queries.ts'
import { TextFilter } from '../../../components/TextFilter.tsx'
import { t } from '../../../i18n/t.ts'
import { isFiltered, noFilters, type ConfigView } from '../url.ts'
import { shortKind } from '../words.ts'
import { FacetMenu } from '../../../components/FacetMenu.tsx'
import { StateFilter } from './StateFilter.tsx'

export interface FiltersProps {
  readonly facets: ConfigList['facets']
  readonly view: ConfigView
  readonly onChange: (patch: Partial<ConfigView>) => void
}

/** What the list is cut to. Every choice says how many objects it would leave. */
export function Filters({ facets, view, onChange }: FiltersProps): ReactNode {
  const { data: rules = [] } = useRules()
  const titleOf = (id: string): string | undefined => rules.find((rule) => rule.id === id)?.title
  const change = (patch: Partial<ConfigView>): void => onChange({ ...patch, page: 1 })
  return (
    <div className="al-config-filters" role="toolbar" aria-label={t('Filters')}>
      <TextFilter
        label={t('Name, kind or message')}
        text={view.text}
        onChange={(text) => change({ text })}
      />
      <StateFilter
        facet={facets.validities}
        chosen={view.validities}
        onChange={(validities) => change({ validities: [...validities] })}
      />
      <FacetMenu
        label={t('Namespaces')}
        facet={facets.namespaces.filter(({ value }) => value !== '')}
        chosen={view.namespaces}
        onChange={(namespaces) => change({ namespaces: [...namespaces] })}
      />
      <FacetMenu
        label={t('Kinds')}
        facet={facets.kinds}
        chosen={view.kinds}
        sayValue={shortKind}
        describe={(kind) => kind.slice(0, Math.max(0, kind.lastIndexOf('/'))) || undefined}
        onChange={(kinds) => change({ kinds: [...kinds] })}
      />
      <FacetMenu
        label={t('Rules')}
        facet={facets.rules}
        chosen={view.rules}
        describe={titleOf}
        onChange={(chosen) => change({ rules: [...chosen] })}
      />
      {isFiltered(view) && (
        <Button variant="link" size="sm" onClick={() => onChange(noFilters)}>
          {t('Show all')}
        </Button>
      )}
    </div>
  )
}
