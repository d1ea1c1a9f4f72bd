import { Button } from '@patternfly/react-core'
import { AngleLeftIcon } from '@patternfly/react-icons/dist/esm/icons/angle-left-icon'
import { AngleRightIcon } from '@patternfly/react-icons/dist/esm/icons/angle-right-icon'
import { useRef, type ReactNode } from 'react'
import { t } from '../../../../i18n/t.ts'
import { findSelected } from '../../names.ts'
import { usePreference } from '../../use-preference.ts'
import { Changes } from '../compare/Changes.tsx'
import { TraceSection } from '../../trace/TraceSection.tsx'
import { useShownTrace } from '../../trace/use-trace-overlay.ts'
import { BoxPanel } from './BoxPanel.tsx'
import { EdgePanel } from './EdgePanel.tsx'
import { NodePanel } from './NodePanel.tsx'
import { PicturePanel } from './PicturePanel.tsx'
import { PanelProvider, type PanelContextValue } from './panel-context.ts'
import { Resizer } from './Resizer.tsx'
import './panel.css'

const widths = { least: 280, usual: 360, most: 720 }

const readWidth = (text: string | null): number => {
  const width = Number(text)
  return text !== null && width >= widths.least && width <= widths.most ? width : widths.usual
}

/** The numbers behind what is selected; behind the whole picture when nothing is. */
export function SidePanel({ context }: { context: PanelContextValue }): ReactNode {
  const [isOpen, setIsOpen] = usePreference('panel', (text) => text !== 'false')
  const [width, setWidth] = usePreference('panelWidth', readWidth)
  const panel = useRef<HTMLElement>(null)
  const hasTrace = useShownTrace() !== null
  const toggle = (
    <Button
      variant="plain"
      size="sm"
      className="al-panel-toggle"
      aria-expanded={isOpen}
      aria-label={isOpen ? t('Hide the panel') : t('Show the panel')}
      icon={isOpen ? <AngleRightIcon /> : <AngleLeftIcon />}
      onClick={() => setIsOpen(!isOpen)}
    />
  )
  if (!isOpen) return <aside className="al-panel al-panel-closed">{toggle}</aside>
  return (
    <aside
      ref={panel}
      className="al-panel"
      aria-label={t('Details')}
      style={{ '--al-panel-width': `${width}px` } as React.CSSProperties}
    >
      <Resizer {...widths} width={width} onResize={setWidth} />
      {toggle}
      {/* What is selected next is read from the top; a trace is stepped through where it is. */}
      <div className="al-panel-body" key={hasTrace ? 'trace' : context.view.selection}>
        <PanelProvider value={context}>
          <TraceSection />
          <Changes />
          <PanelContent context={context} />
        </PanelProvider>
      </div>
    </aside>
  )
}

function PanelContent({ context }: { context: PanelContextValue }): ReactNode {
  const { graph, view } = context
  const shown = useShownTrace()
  const selected = findSelected(graph, view.selection)
  const isOfTrace = shown?.state === 'there' && shown.chosen?.mainId === view.selection
  switch (selected?.kind) {
    case 'node':
      return <NodePanel node={selected.node} />
    case 'edge':
      return <EdgePanel edge={selected.edge} />
    case 'box':
      return <BoxPanel box={selected.box} />
    case undefined:
      return (
        <>
          {view.selection !== null && !isOfTrace && (
            <p className="al-section al-quiet">
              {t('What was selected is not in the picture now. It may come back with its traffic.')}
            </p>
          )}
          <PicturePanel />
        </>
      )
  }
}
