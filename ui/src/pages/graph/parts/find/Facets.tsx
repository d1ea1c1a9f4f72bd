import { Button, Checkbox, Popover, ToggleGroup, ToggleGroupItem } from '@patternfly/react-core'
import { FilterIcon } from '@patternfly/react-icons/dist/esm/icons/filter-icon'
import { useMemo, useState, type ReactNode } from 'react'
import type { Graph } from '#contract/graph.ts'
import { t } from '../../../../i18n/t.ts'
import { facetGroups, hasAlternative, toggleAlternative, type FacetGroup } from './facets.ts'

export interface FacetsProps {
  readonly graph: Graph
  readonly find: string | null
  readonly hide: string | null
  readonly onApply: (field: FieldName, text: string | null) => void
}

export type FieldName = 'find' | 'hide'

/** The same without a language: each choice is one more alternative in the field. */
export function Facets(props: FacetsProps): ReactNode {
  return (
    <Popover
      aria-label={t('Facets')}
      position="bottom-end"
      showClose={false}
      hasAutoWidth
      maxWidth="min(46rem, 94vw)"
      enableFlip={false}
      bodyContent={<FacetsBody {...props} />}
    >
      <Button variant="control" size="sm" icon={<FilterIcon />} className="al-facets-button">
        {t('Facets')}
      </Button>
    </Popover>
  )
}

function FacetsBody({ graph, find, hide, onApply }: FacetsProps): ReactNode {
  const [field, setField] = useState<FieldName>('find')
  const groups = useMemo(() => facetGroups(graph), [graph])
  const text = field === 'find' ? find : hide
  return (
    <div className="al-facets">
      <ToggleGroup aria-label={t('What is chosen is to')} isCompact>
        <ToggleGroupItem
          text={t('Find any of')}
          isSelected={field === 'find'}
          onChange={() => setField('find')}
        />
        <ToggleGroupItem
          text={t('Hide all of')}
          isSelected={field === 'hide'}
          onChange={() => setField('hide')}
        />
      </ToggleGroup>
      <div className="al-facet-groups">
        {groups.map((group) => (
          <Group
            key={group.title}
            group={group}
            text={text}
            onToggle={(expression) => onApply(field, toggleAlternative(text, expression))}
          />
        ))}
      </div>
    </div>
  )
}

function Group(props: {
  group: FacetGroup
  text: string | null
  onToggle: (expression: string) => void
}): ReactNode {
  const { group, text, onToggle } = props
  return (
    <fieldset>
      <legend>
        {group.title} <span>({group.of})</span>
      </legend>
      <div className="al-facet-list">
        {group.facets.map(({ word, expression, amount }) => (
          <Checkbox
            key={expression}
            id={`facet-${expression}`}
            label={
              <>
                {word} <span className="al-quiet">{amount}</span>
              </>
            }
            isChecked={hasAlternative(text, expression)}
            onChange={() => onToggle(expression)}
          />
        ))}
      </div>
    </fieldset>
  )
}
