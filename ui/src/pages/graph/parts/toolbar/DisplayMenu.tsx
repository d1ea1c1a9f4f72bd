import { Button, Checkbox, Popover } from '@patternfly/react-core'
import { SlidersHIcon } from '@patternfly/react-icons/dist/esm/icons/sliders-h-icon'
import type { ReactNode } from 'react'
import type { BadgeKind, EdgeLabelKind } from '../../../../canvas/canvas-props.ts'
import { t } from '../../../../i18n/t.ts'
import type { RankEnd } from '../../../../lib/graph-language/rank.ts'
import { defaultView, type GraphView } from '../../url.ts'
import { badgeHelp, boxHelp, labelHelp, rankHelp } from './display-help.ts'
import { Choices, Flag, RadioGroup, type GroupProps } from './DisplayGroups.tsx'
import { HelpTip } from './HelpTip.tsx'

export interface DisplayMenuProps {
  readonly view: GraphView
  readonly hasAmbient: boolean
  readonly onChange: (patch: Partial<GraphView>) => void
}

/** What is drawn and written, in one place; each choice is applied at once. */
export function DisplayMenu(props: DisplayMenuProps): ReactNode {
  return (
    <Popover
      aria-label={t('Display')}
      position="bottom-start"
      showClose={false}
      hasAutoWidth
      maxWidth="46rem"
      enableFlip={false}
      bodyContent={<DisplayBody {...props} />}
    >
      <Button variant="control" size="sm" icon={<SlidersHIcon />} data-tour="display">
        {t('Display')}
      </Button>
    </Popover>
  )
}

function DisplayBody({ view, hasAmbient, onChange }: DisplayMenuProps): ReactNode {
  const group = { view, onChange }
  return (
    <div className="al-display">
      <div>
        <EdgeLabels {...group} />
        <RadioGroup
          {...group}
          field="grpc"
          legend={t('gRPC is counted in')}
          words={{
            requests: t('Requests'),
            sent: t('Messages sent'),
            received: t('Messages received'),
            total: t('All messages'),
          }}
        />
      </div>
      <div>
        <fieldset>
          <legend>{t('Show')}</legend>
          <Flag {...group} field="serviceNodes" label={t('Service nodes')} />
          <Flag {...group} field="operations" label={t('Operation nodes')} />
          <Flag {...group} field="idleEdges" label={t('Idle edges')} />
          <Flag {...group} field="idleNodes" label={t('Idle nodes')} />
          <Flag {...group} field="silent" label={t('Allowed, silent')} />
          {hasAmbient && <Flag {...group} field="waypoints" label={t('Waypoints as nodes')} />}
          <Flag {...group} field="isAnimated" label={t('Moving traffic')} />
        </fieldset>
        {hasAmbient && (
          <RadioGroup
            {...group}
            field="ambient"
            legend={t('Ambient layers that count')}
            words={{ total: t('Both'), waypoint: t('Waypoints'), ztunnel: t('Node tunnels') }}
          />
        )}
      </div>
      <div>
        <Choices
          {...group}
          field="boxBy"
          legend={t('Boxes around')}
          words={boxWords}
          help={boxHelp}
        />
        <Choices
          {...group}
          field="badges"
          legend={t('Badges')}
          words={badgeWords}
          help={badgeHelp}
        />
        <Choices
          {...group}
          field="rankBy"
          legend={t('Rank by')}
          words={rankWords}
          help={rankHelp}
        />
        <Button variant="link" size="sm" isInline onClick={() => onChange(usualDisplay())}>
          {t('Back to the usual')}
        </Button>
      </div>
    </div>
  )
}

const boxWords = { cluster: t('Clusters'), namespace: t('Namespaces'), app: t('Apps') } as const
const badgeWords = {
  security: t('Locks (mTLS)'),
  sidecars: t('Out of mesh'),
  routing: t('Routing rules'),
  findings: t('Findings'),
} as const satisfies Record<BadgeKind, string>

const rankWords = {
  inbound: t('Inbound edges'),
  outbound: t('Outbound edges'),
} as const satisfies Record<RankEnd, string>

/** All that this menu changes, as it is at first. */
function usualDisplay(): Partial<GraphView> {
  const { labels, responseTime, throughput, grpc, serviceNodes, operations, idleEdges } =
    defaultView
  const { idleNodes, silent, waypoints, isAnimated, ambient, boxBy, badges, rankBy } = defaultView
  return {
    ...{ labels, responseTime, throughput, grpc, serviceNodes, operations, idleEdges },
    ...{ idleNodes, silent, waypoints, isAnimated, ambient, boxBy, badges, rankBy },
  }
}

const labelWords = {
  rate: t('Rate'),
  responseTime: t('Response time'),
  throughput: t('Throughput'),
  distribution: t('Share of the caller’s traffic'),
} as const satisfies Record<EdgeLabelKind, string>

function EdgeLabels({ view, onChange }: GroupProps): ReactNode {
  const kinds = Object.keys(labelWords) as EdgeLabelKind[]
  const checkbox = (kind: EdgeLabelKind): ReactNode => (
    <div className="al-option">
      <Checkbox
        id={`display-labels-${kind}`}
        label={labelWords[kind]}
        isChecked={view.labels.includes(kind)}
        onChange={(_, isChecked) =>
          onChange({
            labels: kinds.filter((one) => (one === kind ? isChecked : view.labels.includes(one))),
          })
        }
      />
      <HelpTip of={labelWords[kind]} text={labelHelp[kind]} />
    </div>
  )
  return (
    <fieldset>
      <legend>{t('Written on edges')}</legend>
      {checkbox('rate')}
      {checkbox('distribution')}
      {checkbox('responseTime')}
      {view.labels.includes('responseTime') && (
        <RadioGroup
          view={view}
          onChange={onChange}
          field="responseTime"
          legend={t('Response time as')}
          words={{ avg: t('Average'), p50: t('Median'), p95: t('95th'), p99: t('99th') }}
          isInset
        />
      )}
      {checkbox('throughput')}
      {view.labels.includes('throughput') && (
        <RadioGroup
          view={view}
          onChange={onChange}
          field="throughput"
          legend={t('Throughput of')}
          words={{ request: t('Requests'), response: t('Responses') }}
          isInset
        />
      )}
    </fieldset>
  )
}
