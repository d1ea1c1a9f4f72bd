import { Button } from '@patternfly/react-core'
import { AngleDownIcon } from '@patternfly/react-icons/dist/esm/icons/angle-down-icon'
import { AngleRightIcon } from '@patternfly/react-icons/dist/esm/icons/angle-right-icon'
import { useMemo, type CSSProperties, type ReactNode } from 'react'
import type { HealthStatus } from '#contract/health.ts'
import type { MeshLink, MeshPart, MeshPartKind } from '#contract/mesh.ts'
import { HealthBadge } from '../../../components/HealthBadge.tsx'
import { useWidth } from '../../../tabs/metrics/use-size.ts'
import { t } from '../../../i18n/t.ts'
import { kindIcons } from '../kind-icons.ts'
import {
  partKindWords,
  sayInShort,
  sayReason,
  titleOfPart,
} from '../../../components/part-words.ts'
import type { MeshView } from '../url.ts'
import {
  drawMesh,
  type DrawingAsk,
  type DrawnGroup,
  type MeshDrawing,
  type Rect,
} from './layout.ts'
import { drawRows } from './rows.ts'

export interface MeshPictureProps {
  readonly parts: readonly MeshPart[]
  readonly links: readonly MeshLink[]
  readonly closed: readonly string[] // kinds
  readonly layout: MeshView['layout']
  readonly chosen: string | null
  readonly onChoose: (id: string | null) => void
  readonly onToggle: (kind: MeshPartKind) => void
  /** Shows all of them in rows. */
  readonly onTable: () => void
}

const draws = { columns: drawMesh, rows: drawRows } as const satisfies Record<
  MeshView['layout'],
  (ask: DrawingAsk) => MeshDrawing
>

/** The parts as boxes, with lines to what they read or configure. */
export function MeshPicture(props: MeshPictureProps): ReactNode {
  const { parts, links, closed, layout, chosen, onChoose, onToggle, onTable } = props
  const { ref, width } = useWidth<HTMLDivElement>()
  const drawing = useMemo(
    () => draws[layout]({ parts, links, width, closed }),
    [parts, links, width, closed, layout],
  )
  return (
    <div ref={ref} className="al-mesh-stage" role="region" aria-label={t('Picture of the mesh')}>
      <div className="al-mesh-drawing" style={{ width: drawing.width, height: drawing.height }}>
        {drawing.clusters.map(({ cluster, ...rect }) => (
          <div key={cluster} className="al-mesh-cluster" style={placeOf(rect)}>
            {t('Cluster {{cluster}}', { cluster })}
          </div>
        ))}
        <svg width={drawing.width} height={drawing.height} aria-hidden="true">
          {/* Lines of what is chosen lie over those with which they share a way. */}
          {[false, true].flatMap((isChosen) =>
            drawing.links
              .filter(({ link }) => [link.source, link.target].includes(chosen ?? '') === isChosen)
              .map(({ link, path }) => (
                <path
                  key={`${path} ${link.status}`}
                  d={path}
                  className={`al-mesh-line al-mesh-line-${toneOf(link.status)}`}
                  data-chosen={isChosen}
                />
              )),
          )}
        </svg>
        {drawing.groups.map((group) => (
          <GroupHead key={group.id} {...{ group, onToggle, onTable }} />
        ))}
        {drawing.parts.map(({ part, ...rect }) => (
          <PartCard
            key={part.id}
            part={part}
            style={placeOf(rect)}
            isChosen={part.id === chosen}
            onChoose={onChoose}
          />
        ))}
      </div>
    </div>
  )
}

const placeOf = ({ x, y, width, height }: Rect): CSSProperties => ({
  ...{ left: x, top: y, width, height },
})

const toneOf = (status: HealthStatus): 'bad' | 'warn' | 'plain' =>
  status === 'failure' ? 'bad' : status === 'degraded' ? 'warn' : 'plain'

interface GroupHeadProps {
  readonly group: DrawnGroup
  readonly onToggle: (kind: MeshPartKind) => void
  readonly onTable: () => void
}

function GroupHead({ group, onToggle, onTable }: GroupHeadProps): ReactNode {
  const { kind, parts, isClosed, notDrawn, x, y, width, height } = group
  const unwell = parts.filter(({ status }) => toneOf(status) !== 'plain').length
  return (
    <>
      <button
        type="button"
        className="al-mesh-group"
        style={{ left: x, top: y, maxWidth: width, height: 22 }}
        aria-expanded={!isClosed}
        onClick={() => onToggle(kind)}
      >
        {isClosed ? <AngleRightIcon /> : <AngleDownIcon />}
        <span>{parts.length === 1 ? partKindWords[kind].one : partKindWords[kind].many}</span>
        {(isClosed || parts.length > 1) && <span className="al-quiet">{parts.length}</span>}
        {isClosed && unwell > 0 && (
          <span className="al-warn">{t('{{unwell}} not well', { unwell })}</span>
        )}
      </button>
      {notDrawn > 0 && (
        <Button
          variant="link"
          isInline
          className="al-mesh-more"
          style={{ left: x, top: y + height - 22, width }}
          onClick={onTable}
        >
          {t('{{more}} more in the table', { more: notDrawn })}
        </Button>
      )}
    </>
  )
}

interface PartCardProps {
  readonly part: MeshPart
  readonly style: CSSProperties
  readonly isChosen: boolean
  readonly onChoose: (id: string | null) => void
}

function PartCard({ part, style, isChosen, onChoose }: PartCardProps): ReactNode {
  const Icon = kindIcons[part.kind]
  const [worst] = part.reasons
  return (
    <button
      type="button"
      className={`al-mesh-card al-mesh-card-${toneOf(part.status)}`}
      style={style}
      aria-pressed={isChosen}
      title={worst === undefined ? undefined : sayReason(worst)}
      onClick={() => onChoose(isChosen ? null : part.id)}
    >
      <Icon className="al-mesh-icon" />
      <span className="al-mesh-card-text">
        <span className="al-mesh-card-name">{titleOfPart(part)}</span>
        <span className="al-mesh-card-quiet">{sayInShort(part)}</span>
      </span>
      <HealthBadge status={part.status} isCompact />
    </button>
  )
}
