import { Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { MeshPart, MeshPartKind, MeshState } from '#contract/mesh.ts'
import { useMesh } from '../../api/mesh-queries.ts'
import { useHelp } from '../../components/help/use-help.ts'
import { focusFind, usePageKeys } from '../../components/help/use-page-keys.ts'
import { NothingFits } from '../../components/NothingFits.tsx'
import { Trouble } from '../../components/Trouble.tsx'
import { t } from '../../i18n/t.ts'
import { findParts } from './find-parts.ts'
import { Help } from './help/Help.tsx'
import './mesh.css'
import { MeshNotices } from './MeshNotices.tsx'
import { PartPanel } from './panel/PartPanel.tsx'
import { Summary } from './panel/Summary.tsx'
import { PartTable } from './PartTable.tsx'
import { MeshPicture } from './picture/MeshPicture.tsx'
import { Toolbar } from './toolbar/Toolbar.tsx'
import { noFilters, type MeshView } from './url.ts'
import { useView } from './use-view.ts'

/** What the mesh consists of, and how each part of it fares. */
export function MeshPage(): ReactNode {
  const { data, error, refetch } = useMesh()
  return (
    <div className="al-mesh-page" data-settled={data !== undefined}>
      <h1 className="pf-v6-screen-reader">{t('Mesh')}</h1>
      {data !== undefined ? (
        <Known state={data} trouble={error?.message ?? null} />
      ) : error !== null ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : (
        <Coming />
      )}
    </div>
  )
}

const cardsOfColumns = [1, 3, 2, 6] // about as many as a small mesh has

/** The shape of the picture that is to come. */
function Coming(): ReactNode {
  return (
    <div className="al-mesh-coming" role="status">
      <span className="pf-v6-screen-reader">{t('Loading the mesh')}</span>
      {cardsOfColumns.map((cards, column) => (
        <div key={column}>
          {Array.from({ length: cards }, (_, card) => (
            <Skeleton key={card} height="56px" />
          ))}
        </div>
      ))}
    </div>
  )
}

interface KnownProps {
  readonly state: MeshState
  /** The newest question was not answered: what is shown is older. */
  readonly trouble: string | null
}

function Known({ state, trouble }: KnownProps): ReactNode {
  const { view, change } = useView()
  const help = useHelp('mesh')
  usePageKeys({ '?': () => help.show('keys'), '/': focusFind })
  const shown = findParts(state.parts, view)
  const chosen = state.parts.find(({ id }) => id === view.part)
  const choose = (part: string | null): void => change({ part })
  return (
    <>
      <Toolbar parts={state.parts} view={view} help={help} onChange={change} />
      <MeshNotices state={state} trouble={trouble} />
      <div className="al-mesh-body">
        <div className="al-mesh-main">
          <Shown {...{ state, shown, view, change, choose }} />
        </div>
        <aside className="al-mesh-panel" aria-label={t('Details')}>
          {chosen === undefined ? (
            <Summary state={state} onChoose={choose} />
          ) : (
            <PartPanel key={chosen.id} part={chosen} state={state} onClose={() => choose(null)} />
          )}
        </aside>
      </div>
      <Help help={help} />
    </>
  )
}

interface ShownProps {
  readonly state: MeshState
  readonly shown: readonly MeshPart[]
  readonly view: MeshView
  readonly change: (patch: Partial<MeshView>) => void
  readonly choose: (part: string | null) => void
}

function Shown({ state, shown, view, change, choose }: ShownProps): ReactNode {
  if (shown.length === 0)
    return (
      <NothingFits onAll={() => change(noFilters)}>
        {t('None of {{parts}} parts is as you look for: nothing may be wrong at all.', {
          parts: state.parts.length,
        })}
      </NothingFits>
    )
  if (view.twin === 'table') return <PartTable parts={shown} chosen={view.part} onChoose={choose} />
  const toggle = (kind: MeshPartKind): void => {
    const { closed } = view
    const isClosed = closed.includes(kind)
    change({ closed: isClosed ? closed.filter((one) => one !== kind) : [...closed, kind] })
  }
  return (
    <MeshPicture
      parts={shown}
      links={state.links}
      closed={view.closed}
      layout={view.layout}
      chosen={view.part}
      onChoose={choose}
      onToggle={toggle}
      onTable={() => change({ twin: 'table' })}
    />
  )
}
