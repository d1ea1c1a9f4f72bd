import type { RowOf } from '../../../api/proxy-queries.ts'
import { StateDot, type StateTone } from '../../../components/StateDot.tsx'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import { t } from '../../../i18n/t.ts'
import type { TableKind } from '../table/column.ts'
import { HealthWord, madeBy } from './cells.tsx'

const endpointTones = {
  ...({ healthy: 'good', partly: 'warn', unhealthy: 'bad', none: 'quiet' } as const),
} satisfies Record<RowOf<'services'>['health'], StateTone>

/** What the proxy of a node knows of the services of the mesh. */
export const services: TableKind<'services'> = {
  ...{ section: 'services', title: t('Services'), none: t('No services') },
  whyNone: t('The proxy of the node knows no service.'),
  filters: [
    { name: 'name', word: t('Service') },
    { name: 'namespace', word: t('Namespace') },
    { name: 'waypoint', word: t('Waypoint') },
    { name: 'health', word: t('Endpoints’ health') },
  ],
  columns: [
    { ...{ name: 'name', word: t('Service'), width: '12rem' }, textOf: ({ name }) => name },
    {
      ...{ name: 'namespace', word: t('Namespace'), width: '10rem' },
      textOf: ({ namespace }) => namespace,
    },
    {
      ...{ name: 'addresses', word: t('Addresses'), width: '12rem', isUnsorted: true },
      textOf: ({ addresses }) => addresses.join(', '),
    },
    {
      ...{ name: 'ports', word: t('Ports'), width: '9rem', isUnsorted: true },
      textOf: ({ ports }) => ports,
    },
    {
      ...{ name: 'waypoint', word: t('Waypoint'), width: '12rem' },
      help: t('Which proxy its requests pass through'),
      textOf: ({ waypoint }) => waypoint ?? '',
    },
    {
      ...{ name: 'health', word: t('Endpoints'), width: '9rem' },
      help: t('Healthy ones of all'),
      textOf: ({ endpoints: { healthy, all } }) => `${healthy} / ${all}`,
      show: ({ health, endpoints: { healthy, all } }) => (
        <span className="al-proxy-origin">
          <StateDot tone={endpointTones[health]} /> {t('{{healthy}} of {{all}}', { healthy, all })}
        </span>
      ),
    },
    madeBy,
  ],
}

/** What the proxy of a node knows of the pods of the mesh. */
export const workloads: TableKind<'workloads'> = {
  ...{ section: 'workloads', title: t('Workloads'), none: t('No workloads') },
  whyNone: t('The proxy of the node knows no workload.'),
  filters: [
    { name: 'name', word: t('Pod') },
    { name: 'namespace', word: t('Namespace') },
    { name: 'node', word: t('Node') },
    { name: 'protocol', word: t('Protocol') },
  ],
  columns: [
    { ...{ name: 'name', word: t('Pod'), width: '15rem' }, textOf: ({ name }) => name },
    {
      ...{ name: 'namespace', word: t('Namespace'), width: '10rem' },
      textOf: ({ namespace }) => namespace,
    },
    {
      ...{ name: 'addresses', word: t('Addresses'), width: '9rem', isUnsorted: true },
      textOf: ({ addresses }) => addresses.join(', '),
    },
    { ...{ name: 'node', word: t('Node'), width: '10rem' }, textOf: ({ node }) => node ?? '' },
    {
      ...{ name: 'protocol', word: t('Protocol'), width: '8rem' },
      help: t('HBONE: through the mesh, encrypted; TCP: as it comes'),
      textOf: ({ protocol }) => protocol,
    },
    {
      ...{ name: 'health', word: t('Health'), width: '8rem' },
      textOf: ({ health }) => health,
      show: ({ health }) => <HealthWord health={health} why={null} />,
    },
    {
      ...{ name: 'waypoint', word: t('Waypoint'), width: '12rem' },
      textOf: ({ waypoint }) => waypoint ?? '',
    },
    {
      ...{ name: 'workload', word: t('Workload'), width: '12rem', isUnsorted: true },
      textOf: ({ workload }) => workload ?? '',
      show: ({ workload, namespace }) => (
        <SubjectLink
          subject={{ kind: 'workload', namespace, name: workload?.split('/').at(-1) ?? '' }}
        />
      ),
    },
    {
      ...{ name: 'serviceAccount', word: t('Service account'), width: '10rem', isUnsorted: true },
      textOf: ({ serviceAccount }) => serviceAccount ?? '',
    },
  ],
}
