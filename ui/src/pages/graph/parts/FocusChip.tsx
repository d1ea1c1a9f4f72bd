import { Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { Graph } from '#contract/graph.ts'
import { Trans } from '../../../i18n/Trans.tsx'
import { t } from '../../../i18n/t.ts'
import { nodeName } from '../names.ts'
import type { GraphView } from '../url.ts'

export interface FocusChipProps {
  readonly graph: Graph
  readonly view: GraphView
  readonly onChange: (patch: Partial<GraphView>) => void
}

const farthest = 20

/** Says that the picture is a neighbourhood, how wide it is, and leads back. */
export function FocusChip({ graph, view, onChange }: FocusChipProps): ReactNode {
  const { focus, depth } = view
  if (focus === null) return null
  const node = graph.nodes.find(({ id }) => id === focus)
  return (
    <div className="al-focus" data-over-picture role="group" aria-label={t('Neighbourhood')}>
      <span>
        <Trans
          text="Around <b>{{name}}</b>, {{count}} steps"
          tags={{ b: <b /> }}
          values={{ name: node === undefined ? focus : nodeName(node), count: depth }}
        />
      </span>
      <Button
        variant="plain"
        size="sm"
        aria-label={t('One step fewer')}
        isDisabled={depth <= 1}
        onClick={() => onChange({ depth: depth - 1 })}
      >
        −
      </Button>
      <Button
        variant="plain"
        size="sm"
        aria-label={t('One step more')}
        isDisabled={depth >= farthest}
        onClick={() => onChange({ depth: depth + 1 })}
      >
        +
      </Button>
      <Button variant="link" size="sm" isInline onClick={() => onChange({ focus: null, depth: 1 })}>
        {t('Whole graph')}
      </Button>
    </div>
  )
}
