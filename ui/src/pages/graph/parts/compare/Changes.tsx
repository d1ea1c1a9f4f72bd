import { Button, Label } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import type { Change, Comparison } from '#contract/compare.ts'
import type { Graph } from '#contract/graph.ts'
import { t } from '../../../../i18n/t.ts'
import { placedName } from '../../names.ts'
import { usePanel } from '../panel/panel-context.ts'
import { Section } from '../panel/Section.tsx'
import { changeWords, writeChange } from './change-words.ts'
import { useShownComparison } from './comparison-context.ts'

const shownFirst = 15

/** What changed since the other moment, worst first: of what is selected, else of the picture. */
export function Changes(): ReactNode {
  const comparison = useShownComparison()
  return comparison === null ? null : <ChangeList comparison={comparison} />
}

function ChangeList({ comparison }: { comparison: Comparison }): ReactNode {
  const { view, select } = usePanel()
  const [isAll, setIsAll] = useState(false)
  const { changes, whyNot, graph } = comparison
  const own = changes.filter(({ id }) => view.selection === null || id === view.selection)
  const shown = isAll ? own : own.slice(0, shownFirst)
  return (
    <Section title={t('What changed')}>
      {whyNot !== null && <p className="al-bad">{whyNot}</p>}
      {whyNot === null && own.length === 0 && (
        <p className="al-quiet">
          {view.selection === null
            ? t('Nothing that is more than chance: no edge is new, gone, slower, or fails more.')
            : t('Nothing of this.')}
        </p>
      )}
      <ul className="al-changes">
        {shown.map((change) => (
          <li key={`${change.id} ${change.kind} ${change.measure}`}>
            <button type="button" onClick={() => select(change.id)}>
              <Label isCompact variant="outline">
                {changeWords[change.kind]}
              </Label>
              <span className="al-breakable">{nameOf(graph, change)}</span>
              <Numbers change={change} />
            </button>
          </li>
        ))}
      </ul>
      {own.length > shown.length && (
        <Button variant="link" size="sm" isInline onClick={() => setIsAll(true)}>
          {t('{{count}} changes more', { count: own.length - shown.length })}
        </Button>
      )}
    </Section>
  )
}

function Numbers({ change }: { change: Change }): ReactNode {
  const text = writeChange(change)
  return text === null ? null : <span className="al-quiet">{text}</span>
}

function nameOf({ nodes, edges }: Graph, { id, element }: Change): string {
  const nodeOf = (nodeId: string): string => {
    const node = nodes.find((one) => one.id === nodeId)
    return node === undefined ? nodeId : placedName(node)
  }
  if (element === 'node') return nodeOf(id)
  const edge = edges.find((one) => one.id === id)
  return edge === undefined ? id : `${nodeOf(edge.source)} → ${nodeOf(edge.target)}`
}
