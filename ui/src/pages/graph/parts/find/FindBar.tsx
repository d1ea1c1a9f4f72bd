import { Button } from '@patternfly/react-core'
import { EyeSlashIcon } from '@patternfly/react-icons/dist/esm/icons/eye-slash-icon'
import { SearchIcon } from '@patternfly/react-icons/dist/esm/icons/search-icon'
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react'
import type { Graph } from '#contract/graph.ts'
import { t } from '../../../../i18n/t.ts'
import type { GraphView } from '../../url.ts'
import type { ShownGraph } from '../../use-shown.ts'
import { autoShow } from './auto-show.ts'
import { Facets, type FieldName } from './Facets.tsx'
import './find.css'
import { FindField } from './FindField.tsx'
import { usePresets } from './use-presets.ts'
import { Toasts, type Toast } from './Toasts.tsx'

const LanguageHelp = lazy(() =>
  import('./LanguageHelp.tsx').then(({ LanguageHelp }) => ({ default: LanguageHelp })),
)

export interface FindBarProps {
  /** With what is hidden: values to choose from. */
  readonly graph: Graph
  readonly shown: ShownGraph
  readonly view: GraphView
  readonly onChange: (patch: Partial<GraphView>) => void
  /** Brings one of those found into view; again and again goes through all. */
  readonly onGoTo: (id: string) => void
}

/** What of the picture stands out, and what of it is left away. */
export function FindBar({ graph, shown, view, onChange, onGoTo }: FindBarProps): ReactNode {
  const [isHelpShown, setIsHelpShown] = useState(false)
  const [toasts, setToasts] = useState<readonly Toast[]>([])
  const lastToast = useRef(0)
  const turn = useRef(0)

  function apply(field: FieldName, text: string | null): void {
    if (field === 'hide') {
      onChange({ hide: text })
      return
    }
    turn.current = 0
    const { patch, notes } = autoShow(view, text)
    onChange({ find: text, ...patch })
    const fresh = notes.map((note) => ({ id: (lastToast.current += 1), text: note }))
    if (fresh.length > 0) setToasts([...toasts, ...fresh])
  }

  const presets = usePresets(view, apply)

  function goToNext(): void {
    const ids = [...(shown.found ?? [])]
    const id = ids[turn.current % ids.length]
    turn.current += 1
    if (id !== undefined) onGoTo(id)
  }

  const field = { graph, onHelp: () => setIsHelpShown(true) }
  return (
    <div className="al-find-bar" role="group" aria-label={t('Find and hide')}>
      <FindField
        {...field}
        word={t('Find')}
        icon={<SearchIcon />}
        presets={presets.find}
        applied={view.find}
        appliedError={shown.findError}
        result={<Found shown={shown} />}
        onApply={(text) => apply('find', text)}
        onAgain={goToNext}
      />
      <FindField
        {...field}
        word={t('Hide')}
        icon={<EyeSlashIcon />}
        presets={presets.hide}
        applied={view.hide}
        appliedError={shown.hideError}
        result={<Hidden shown={shown} onShow={() => onChange({ hide: null, edges: 'all' })} />}
        onApply={(text) => apply('hide', text)}
      />
      <Facets graph={graph} find={view.find} hide={view.hide} onApply={apply} />
      <Suspense fallback={null}>
        {isHelpShown && (
          <LanguageHelp
            onTry={(expression) => {
              setIsHelpShown(false)
              apply('find', expression)
            }}
            onClose={() => setIsHelpShown(false)}
          />
        )}
      </Suspense>
      <Toasts toasts={toasts} onGone={(id) => setToasts(toasts.filter((one) => one.id !== id))} />
    </div>
  )
}

function Found({ shown }: { shown: ShownGraph }): ReactNode {
  const { found, foundNodes, foundEdges } = shown
  if (found === null) return null
  const parts = [
    foundNodes > 0 ? t('{{count}} nodes', { count: foundNodes }) : null,
    foundEdges > 0 ? t('{{count}} edges', { count: foundEdges }) : null,
  ].filter((part) => part !== null)
  return (
    <span className={found.size === 0 ? 'al-find-result al-bad' : 'al-find-result'} role="status">
      <span title={parts.join(', ')}>
        {found.size === 0 ? t('none found') : t('{{amount}} found', { amount: found.size })}
      </span>
    </span>
  )
}

function Hidden({ shown, onShow }: { shown: ShownGraph; onShow: () => void }): ReactNode {
  const { hiddenNodes, hiddenEdges } = shown
  const words = t('{{nodes}} and {{edges}} hidden', {
    nodes: t('{{count}} nodes', { count: hiddenNodes }),
    edges: t('{{count}} edges', { count: hiddenEdges }),
  })
  if (hiddenNodes + hiddenEdges === 0) return null
  return (
    <span className="al-find-result" role="status">
      <span title={words}>{t('{{amount}} hidden', { amount: hiddenNodes + hiddenEdges })}</span>{' '}
      <Button
        variant="link"
        size="sm"
        isInline
        onClick={onShow}
        aria-label={t('{{words}}: show', { words })}
      >
        {t('show')}
      </Button>
    </span>
  )
}
