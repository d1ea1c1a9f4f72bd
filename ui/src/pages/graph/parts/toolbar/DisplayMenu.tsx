import { Button, Checkbox, Popover, Radio } from '@patternfly/react-core'
import { SlidersHIcon } from '@patternfly/react-icons/dist/esm/icons/sliders-h-icon'
import type { ReactNode } from 'react'
import type { BadgeKind, EdgeLabelKind } from '../../../../canvas/canvas-props.ts'
import type { GraphView } from '../../url.ts'

export interface DisplayMenuProps {
  readonly view: GraphView
  readonly hasAmbient: boolean
  readonly onChange: (patch: Partial<GraphView>) => void
}

/** What is drawn and written, in one place; each choice is applied at once. */
export function DisplayMenu(props: DisplayMenuProps): ReactNode {
  return (
    <Popover
      aria-label="Display"
      position="bottom-start"
      showClose={false}
      hasAutoWidth
      maxWidth="46rem"
      enableFlip={false}
      bodyContent={<DisplayBody {...props} />}
    >
      <Button variant="control" size="sm" icon={<SlidersHIcon />}>
        Display
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
          legend="gRPC is counted in"
          words={{
            requests: 'Requests',
            sent: 'Messages sent',
            received: 'Messages received',
            total: 'All messages',
          }}
        />
      </div>
      <div>
        <fieldset>
          <legend>Show</legend>
          <Flag {...group} field="serviceNodes" label="Service nodes" />
          <Flag {...group} field="operations" label="Operation nodes" />
          <Flag {...group} field="idleEdges" label="Idle edges" />
          <Flag {...group} field="idleNodes" label="Idle nodes" />
          {hasAmbient && <Flag {...group} field="waypoints" label="Waypoints as nodes" />}
        </fieldset>
        {hasAmbient && (
          <RadioGroup
            {...group}
            field="ambient"
            legend="Ambient layers that count"
            words={{ total: 'Both', waypoint: 'Waypoints', ztunnel: 'Node tunnels' }}
          />
        )}
      </div>
      <div>
        <Choices {...group} field="boxBy" legend="Boxes around" words={boxWords} />
        <Choices {...group} field="badges" legend="Badges" words={badgeWords} />
      </div>
    </div>
  )
}

const boxWords = { cluster: 'Clusters', namespace: 'Namespaces', app: 'Apps' } as const
const badgeWords = {
  security: 'Locks (mTLS)',
  sidecars: 'Out of mesh',
  routing: 'Routing rules',
} as const satisfies Record<BadgeKind, string>

interface GroupProps {
  readonly view: GraphView
  readonly onChange: (patch: Partial<GraphView>) => void
}

function Flag(
  props: GroupProps & {
    field: 'serviceNodes' | 'operations' | 'idleEdges' | 'idleNodes' | 'waypoints'
    label: string
  },
): ReactNode {
  const { view, onChange, field, label } = props
  return (
    <Checkbox
      id={`display-${field}`}
      label={label}
      isChecked={view[field]}
      onChange={(_, isChecked) => onChange({ [field]: isChecked })}
    />
  )
}

function Choices<Field extends 'boxBy' | 'badges'>(
  props: GroupProps & {
    field: Field
    legend: string
    words: Readonly<Record<GraphView[Field][number], string>>
  },
): ReactNode {
  const { view, onChange, field, legend, words } = props
  const chosen: readonly string[] = view[field]
  const names = Object.entries<string>(words)
  return (
    <fieldset>
      <legend>{legend}</legend>
      {names.map(([name, word]) => (
        <Checkbox
          key={name}
          id={`display-${field}-${name}`}
          label={word}
          isChecked={chosen.includes(name)}
          onChange={(_, isChecked) =>
            onChange({
              [field]: names
                .map(([one]) => one)
                .filter((one) => (one === name ? isChecked : chosen.includes(one))),
            })
          }
        />
      ))}
    </fieldset>
  )
}

function RadioGroup<Field extends 'grpc' | 'ambient' | 'responseTime' | 'throughput'>(
  props: GroupProps & {
    field: Field
    legend: string
    words: Readonly<Record<GraphView[Field], string>>
    isInset?: boolean
  },
): ReactNode {
  const { view, onChange, field, legend, words, isInset = false } = props
  return (
    <fieldset className={isInset ? 'al-display-inset' : undefined}>
      <legend className={isInset ? 'pf-v6-screen-reader' : undefined}>{legend}</legend>
      {Object.entries<string>(words).map(([name, word]) => (
        <Radio
          key={name}
          id={`display-${field}-${name}`}
          name={`display-${field}`}
          label={word}
          isChecked={view[field] === name}
          onChange={() => onChange({ [field]: name })}
        />
      ))}
    </fieldset>
  )
}

const labelWords = {
  rate: 'Rate',
  responseTime: 'Response time',
  throughput: 'Throughput',
  distribution: 'Share of the caller’s traffic',
} as const satisfies Record<EdgeLabelKind, string>

function EdgeLabels({ view, onChange }: GroupProps): ReactNode {
  const kinds = Object.keys(labelWords) as EdgeLabelKind[]
  const checkbox = (kind: EdgeLabelKind): ReactNode => (
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
  )
  return (
    <fieldset>
      <legend>Written on edges</legend>
      {checkbox('rate')}
      {checkbox('distribution')}
      {checkbox('responseTime')}
      {view.labels.includes('responseTime') && (
        <RadioGroup
          view={view}
          onChange={onChange}
          field="responseTime"
          legend="Response time as"
          words={{ avg: 'Average', p50: 'Median', p95: '95th', p99: '99th' }}
          isInset
        />
      )}
      {checkbox('throughput')}
      {view.labels.includes('throughput') && (
        <RadioGroup
          view={view}
          onChange={onChange}
          field="throughput"
          legend="Throughput of"
          words={{ request: 'Requests', response: 'Responses' }}
          isInset
        />
      )}
    </fieldset>
  )
}
