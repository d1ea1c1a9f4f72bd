import type { IServiceEntry } from '@kubernetes-models/istio/networking.istio.io/v1/ServiceEntry'
import type { IWorkloadEntry } from '@kubernetes-models/istio/networking.istio.io/v1/WorkloadEntry'
import type { ConfigObject, Inventory } from '../../../seams/inventory.ts'
import { Field } from '../../../seams/field.ts'
import type { ExternalDetails, ExternalService } from '../../../seams/mesh.ts'
import { once } from '../once.ts'
import { openFields } from './fields.ts'
import type { NamesOf } from './fields.ts'
import { effectOf, marksOfEffects, type ClosedBook } from './mark-book.ts'
import { namespaceOf, networkingGroup, objectsOf } from './objects.ts'

/** Hosts that service entries add to the registry, with what other objects do to them. */
export function readExternalServices(
  inventory: Inventory,
  marks: ClosedBook,
): readonly ExternalService[] {
  return objectsOf(inventory, 'ServiceEntry', networkingGroup).flatMap((object) => {
    const spec = openFields<NamesOf<IServiceEntry['spec']>>(object.spec)
    const namespace = namespaceOf(object)
    const hosts = spec.texts('hosts')
    if (hosts.length === 0) return []
    const acting = marks.ofEntry(hosts, namespace)
    return {
      namespace,
      name: object.metadata.name,
      hosts,
      isInside: spec.text('location') === 'MESH_INTERNAL',
      visibleTo: readVisibility(spec.texts('exportTo'), namespace),
      marks: [...marksOfEffects(acting)],
      effects: [effectOf(object, ['serviceEntry']), ...acting],
    }
  })
}

/** Absent: everywhere. `.` is the object's own namespace, `~` nowhere. */
function readVisibility(exportTo: readonly string[], namespace: string): readonly string[] {
  if (exportTo.length === 0) return ['*']
  return exportTo.filter((one) => one !== '~').map((one) => (one === '.' ? namespace : one))
}

/**
 * What an entry says of its hosts beside their names; looked up when somebody looks at its page.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 */
export function describeEntries(
  inventory: Inventory,
): (namespace: string, name: string) => ExternalDetails | null {
  const byName = once(
    () =>
      new Map(
        objectsOf(inventory, 'ServiceEntry', networkingGroup).map((object) => [
          `${namespaceOf(object)}/${object.metadata.name}`,
          object,
        ]),
      ),
  )
  return (namespace, name) => {
    const object = byName().get(`${namespace}/${name}`)
    return object === undefined ? null : describeEntry(object)
  }
}

function describeEntry(object: ConfigObject): ExternalDetails {
  const spec = new Field(object.spec)
  return {
    resolution: spec.get('resolution').text() ?? 'NONE',
    addresses: spec.get('addresses').texts(),
    ports: spec
      .get('ports')
      .items()
      .flatMap((port) => {
        const number = port.get('number').number()
        if (number === null) return []
        return [
          {
            ...{ name: port.get('name').text() ?? '', port: number },
            protocol: port.get('protocol').text() ?? 'TCP',
            targetPort: port.get('targetPort').number(),
          },
        ]
      }),
    endpoints: spec
      .get('endpoints')
      .items()
      .flatMap((endpoint) => {
        const address = endpoint.get('address').text()
        if (address === null) return []
        const ports = endpoint
          .get('ports')
          .entries()
          .map(([port, field]) => `${port} ${String(field.number() ?? '?')}`)
        return [{ address, ports, labels: endpoint.get('labels').labels() }]
      }),
    selector: spec.get('workloadSelector', 'labels').labels(),
  }
}

/** `namespace/app` of machines outside the cluster that are part of the mesh. */
export function readWorkloadEntryApps(inventory: Inventory): ReadonlySet<string> {
  const apps = new Set<string>()
  for (const object of objectsOf(inventory, 'WorkloadEntry', networkingGroup)) {
    const spec = openFields<NamesOf<IWorkloadEntry['spec']>>(object.spec)
    const labels = { ...object.metadata.labels, ...spec.textByName('labels') }
    const app = labels['service.istio.io/canonical-name'] ?? labels['app']
    if (typeof app === 'string') apps.add(`${namespaceOf(object)}/${app}`)
  }
  return apps
}
