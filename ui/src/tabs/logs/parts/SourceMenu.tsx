import {
  Badge,
  MenuToggle,
  Select,
  SelectGroup,
  SelectList,
  SelectOption,
} from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import type { ContainerRole, LogContainers } from '#contract/logs.ts'
import { t } from '../../../i18n/t.ts'
import { defaultView, type LogView } from '../url.ts'
import type { ViewInAddress } from '../use-logs.ts'

const roleWords: Readonly<Record<ContainerRole, string>> = {
  app: t('application'),
  proxy: t('proxy of the mesh'),
  init: t('ended before the pod began'),
  node: t('proxy of the node'),
  waypoint: t('waypoint'),
}

const switches = {
  init: [t('Init containers'), t('Those that ended before the pod began')],
  previous: [t('Previous run'), t('What containers wrote before they were started again')],
  node: [t('Proxies of the nodes'), t('Their lines about these pods')],
  waypoint: [t('Waypoints'), t('Their lines about these pods')],
} as const
type Switch = keyof typeof switches

export interface SourceMenuProps {
  readonly address: ViewInAddress
  readonly containers: LogContainers | undefined
}

/** Which containers of which pods are read. */
export function SourceMenu({ address, containers }: SourceMenuProps): ReactNode {
  const { view, change } = address
  const [isOpen, setIsOpen] = useState(false)
  const byName = containersByName(containers)
  const offered = switchesFor(containers, byName)
  const chosen =
    [...view.containers, ...view.pods].length + offered.filter((one) => view[one]).length
  const select = (value: string): void => {
    const [group, name = ''] = value.split(/:(.*)/s)
    if (group === 'container') change({ containers: toggled(view.containers, name) })
    else if (group === 'pod') change({ pods: toggled(view.pods, name) })
    else if (isSwitch(value)) change({ [value]: !view[value] })
    else change(everything)
  }
  return (
    <Select
      role="menu"
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      onSelect={(_, value) => select(String(value))}
      popperProps={{ minWidth: '18rem', maxWidth: 'min(30rem, 92vw)' }}
      maxMenuHeight="26rem"
      isScrollable
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          size="sm"
          isExpanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          aria-label={t('Sources: {{chosen}}', {
            chosen: chosen === 0 ? t('all') : t('{{amount}} chosen', { amount: chosen }),
          })}
          badge={chosen === 0 ? undefined : <Badge isRead>{chosen}</Badge>}
        >
          {t('Sources')}
        </MenuToggle>
      )}
    >
      {chosen > 0 && (
        <SelectList aria-label={t('All sources')}>
          <SelectOption value="all">{t('All, as at first')}</SelectOption>
        </SelectList>
      )}
      <SelectGroup label={t('Containers')}>
        <SelectList aria-label={t('Containers')}>
          {[...byName].map(([name, role]) => (
            <SelectOption
              key={name}
              value={`container:${name}`}
              hasCheckbox
              isSelected={view.containers.includes(name)}
              description={roleWords[role]}
            >
              {name}
            </SelectOption>
          ))}
        </SelectList>
      </SelectGroup>
      <SelectGroup label={t('Also')}>
        <SelectList aria-label={t('Also')}>
          {offered.map((one) => (
            <SelectOption
              key={one}
              value={one}
              hasCheckbox
              isSelected={view[one]}
              description={switches[one][1]}
            >
              {switches[one][0]}
            </SelectOption>
          ))}
        </SelectList>
      </SelectGroup>
      <SelectGroup label={t('Pods')}>
        <SelectList aria-label={t('Pods to choose')}>
          {containers?.pods.map(({ name }) => (
            <SelectOption
              key={name}
              value={`pod:${name}`}
              hasCheckbox
              isSelected={view.pods.includes(name)}
            >
              {name}
            </SelectOption>
          ))}
        </SelectList>
      </SelectGroup>
    </Select>
  )
}

const { pods, containers: none, init, previous, node, waypoint } = defaultView
const everything: Partial<LogView> = { pods, containers: none, init, previous, node, waypoint }

const isSwitch = (value: string): value is Switch => value in switches

const toggled = (list: readonly string[], name: string): string[] =>
  list.includes(name) ? list.filter((one) => one !== name) : [...list, name]

const order: readonly ContainerRole[] = ['app', 'proxy', 'init', 'node', 'waypoint']

function containersByName(
  containers: LogContainers | undefined,
): ReadonlyMap<string, ContainerRole> {
  const all = containers?.pods.flatMap((pod) => pod.containers) ?? []
  return new Map(
    all
      .map(({ name, role }) => [name, role] as const)
      .sort(
        ([a, one], [b, other]) => order.indexOf(one) - order.indexOf(other) || (a < b ? -1 : 1),
      ),
  )
}

function switchesFor(
  containers: LogContainers | undefined,
  byName: ReadonlyMap<string, ContainerRole>,
): readonly Switch[] {
  return [
    ...([...byName.values()].includes('init') ? (['init'] as const) : []),
    'previous' as const,
    ...(containers?.hasNodeProxies === true ? (['node'] as const) : []),
    ...(containers?.hasWaypoints === true ? (['waypoint'] as const) : []),
  ]
}
