import type { RowOf } from '../../../api/proxy-queries.ts'
import { StateDot, type StateTone } from '../../../components/StateDot.tsx'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import type { TableKind } from '../table/column.ts'
import { HealthWord, madeBy } from './cells.tsx'

const endpointTones = {
  ...({ healthy: 'good', partly: 'warn', unhealthy: 'bad', none: 'quiet' } as const),
} satisfies Record<RowOf<'services'>['health'], StateTone>

/** What the proxy of a node knows of the services of the mesh. */
export const services: TableKind<'services'> = {
  ...{ section: 'services', title: 'Services', one: 'service', many: 'services' },
  whyNone: 'The proxy of the node knows no service.',
  filters: [
    { name: 'name', word: 'Service' },
    { name: 'namespace', word: 'Namespace' },
    { name: 'waypoint', word: 'Waypoint' },
    { name: 'health', word: 'Endpoints’ health' },
  ],
  columns: [
    { ...{ name: 'name', word: 'Service', width: '12rem' }, textOf: ({ name }) => name },
    {
      ...{ name: 'namespace', word: 'Namespace', width: '10rem' },
      textOf: ({ namespace }) => namespace,
    },
    {
      ...{ name: 'addresses', word: 'Addresses', width: '12rem', isUnsorted: true },
      textOf: ({ addresses }) => addresses.join(', '),
    },
    {
      ...{ name: 'ports', word: 'Ports', width: '9rem', isUnsorted: true },
      textOf: ({ ports }) => ports,
    },
    {
      ...{ name: 'waypoint', word: 'Waypoint', width: '12rem' },
      help: 'Which proxy its requests pass through',
      textOf: ({ waypoint }) => waypoint ?? '',
    },
    {
      ...{ name: 'health', word: 'Endpoints', width: '9rem' },
      help: 'Healthy ones of all',
      textOf: ({ endpoints: { healthy, all } }) => `${healthy} / ${all}`,
      show: ({ health, endpoints: { healthy, all } }) => (
        <span className="al-proxy-origin">
          <StateDot tone={endpointTones[health]} /> {healthy} of {all}
        </span>
      ),
    },
    madeBy,
  ],
}

/** What the proxy of a node knows of the pods of the mesh. */
export const workloads: TableKind<'workloads'> = {
  ...{ section: 'workloads', title: 'Workloads', one: 'workload', many: 'workloads' },
  whyNone: 'The proxy of the node knows no workload.',
  filters: [
    { name: 'name', word: 'Pod' },
    { name: 'namespace', word: 'Namespace' },
    { name: 'node', word: 'Node' },
    { name: 'protocol', word: 'Protocol' },
  ],
  columns: [
    { ...{ name: 'name', word: 'Pod', width: '15rem' }, textOf: ({ name }) => name },
    {
      ...{ name: 'namespace', word: 'Namespace', width: '10rem' },
      textOf: ({ namespace }) => namespace,
    },
    {
      ...{ name: 'addresses', word: 'Addresses', width: '9rem', isUnsorted: true },
      textOf: ({ addresses }) => addresses.join(', '),
    },
    { ...{ name: 'node', word: 'Node', width: '10rem' }, textOf: ({ node }) => node ?? '' },
    {
      ...{ name: 'protocol', word: 'Protocol', width: '8rem' },
      help: 'HBONE: through the mesh, encrypted; TCP: as it comes',
      textOf: ({ protocol }) => protocol,
    },
    {
      ...{ name: 'health', word: 'Health', width: '8rem' },
      textOf: ({ health }) => health,
      show: ({ health }) => <HealthWord health={health} why={null} />,
    },
    {
      ...{ name: 'waypoint', word: 'Waypoint', width: '12rem' },
      textOf: ({ waypoint }) => waypoint ?? '',
    },
    {
      ...{ name: 'workload', word: 'Workload', width: '12rem', isUnsorted: true },
      textOf: ({ workload }) => workload ?? '',
      show: ({ workload, namespace }) => (
        <SubjectLink
          subject={{ kind: 'workload', namespace, name: workload?.split('/').at(-1) ?? '' }}
        />
      ),
    },
    {
      ...{ name: 'serviceAccount', word: 'Service account', width: '10rem', isUnsorted: true },
      textOf: ({ serviceAccount }) => serviceAccount ?? '',
    },
  ],
}
