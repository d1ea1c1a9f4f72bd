import { Field } from '../seams/field.ts'
import { kindKeyOf, objectKeyOf, writeObjectId, type KubeObject } from '../seams/kube-object.ts'
import { noReferences, type References } from '../seams/references.ts'
import { readNeutralReferences } from './references.ts'
import type { ConfigReport } from './report.ts'

/** What an object acts upon, each by its object. */
export interface Touched {
  readonly services: ReadonlySet<KubeObject>
  readonly workloads: ReadonlySet<KubeObject>
  /** Workloads behind the services. */
  readonly called: ReadonlySet<KubeObject>
  /** Hosts that no service has. */
  readonly hosts: ReadonlySet<string>
}

export interface Reach {
  /** The services and workloads that an object is, names, selects or speaks of. */
  readonly touchedBy: (object: KubeObject) => Touched
}

const workloadKinds = new Set([
  ...['apps/Deployment', 'apps/StatefulSet', 'apps/DaemonSet', 'apps/ReplicaSet'],
  ...['batch/Job', 'batch/CronJob', 'ReplicationController'],
])

const reaches = new WeakMap<ConfigReport, Reach>()

/** Indexes are made once per report, when somebody asks what is touched. */
export function reachOf(report: ConfigReport): Reach {
  let reach = reaches.get(report)
  if (reach === undefined) reaches.set(report, (reach = createReach(report)))
  return reach
}

function createReach(report: ConfigReport): Reach {
  const services = new Map<string, KubeObject>() // by host
  const workloads = new Map<string, KubeObject>() // by namespace/name
  const selected = createSelection()
  for (const object of report.objects.values()) {
    const kind = kindKeyOf(object)
    const { name, namespace = '' } = object.metadata
    if (kind === 'Service') {
      for (const host of read(report, object).definesHosts) services.set(host, object)
    } else if (workloadKinds.has(kind)) {
      workloads.set(`${namespace}/${name}`, object)
      selected.add(object)
    }
  }

  const ownOf = (object: KubeObject): readonly KubeObject[] => {
    const kind = kindKeyOf(object)
    if (workloadKinds.has(kind)) return [object]
    if (kind !== 'Pod') return []
    const [owner] = new Field(object).get('metadata', 'ownerReferences').items()
    const name = owner?.get('name').text() ?? ''
    const workload = workloads.get(`${object.metadata.namespace ?? ''}/${name}`)
    return workload === undefined ? [] : [workload]
  }

  /** Services by the hosts that it speaks of or by name; hosts that none of them has. */
  const servicesOf = (object: KubeObject, { hosts, definesHosts, objects }: References): Found => {
    const found = new Set<KubeObject>(kindKeyOf(object) === 'Service' ? [object] : [])
    const others = new Set<string>()
    for (const host of [...hosts, ...definesHosts]) {
      const service = services.get(host)
      if (service === undefined) others.add(host)
      else found.add(service)
    }
    for (const id of objects) {
      const named = report.objects.get(writeObjectId(id))
      if (named !== undefined && kindKeyOf(named) === 'Service') found.add(named)
    }
    return { found, others }
  }

  /** What a service selects is called through it; what anything else selects is meant itself. */
  const workloadsOf = (
    object: KubeObject,
    { objects, selects }: References,
  ): ReadonlySet<KubeObject> => {
    const named = objects.flatMap((id) => report.objects.get(writeObjectId(id)) ?? [])
    const isMeant = selects !== null && kindKeyOf(object) !== 'Service'
    return new Set([...[object, ...named].flatMap(ownOf), ...(isMeant ? selected.by(selects) : [])])
  }

  const touchedBy = (object: KubeObject): Touched => {
    const references = read(report, object)
    const { found, others } = servicesOf(object, references)
    const behind = [...found].flatMap((service) => read(report, service).selects ?? [])
    return {
      services: found,
      workloads: workloadsOf(object, references),
      called: new Set(behind.flatMap((selects) => selected.by(selects))),
      hosts: others,
    }
  }

  const known = new Map<string, Touched>()
  return {
    touchedBy: (object) => {
      const key = objectKeyOf(object)
      let touched = known.get(key)
      if (touched === undefined) known.set(key, (touched = touchedBy(object)))
      return touched
    },
  }
}

function read({ readReferences }: ConfigReport, object: KubeObject): References {
  return readNeutralReferences(object) ?? readReferences(object) ?? noReferences
}

/** Labels of the pods of a workload. */
export function podLabelsOf(workload: KubeObject): Readonly<Record<string, string>> {
  const spec = new Field(workload).get('spec')
  const job = spec.get('jobTemplate')
  const template = job.isPresent ? job.get('spec', 'template') : spec.get('template')
  return template.get('metadata', 'labels').labels()
}

interface Found {
  readonly found: ReadonlySet<KubeObject>
  readonly others: ReadonlySet<string>
}

interface Selection {
  readonly add: (workload: KubeObject) => void
  readonly by: (selects: NonNullable<References['selects']>) => readonly KubeObject[]
}

/** Finds workloads by labels: among those that have the rarest of them. */
function createSelection(): Selection {
  const byLabel = new Map<string, KubeObject[]>()
  const labelsByWorkload = new Map<KubeObject, Readonly<Record<string, string>>>()
  return {
    add: (workload) => {
      const labels = podLabelsOf(workload)
      labelsByWorkload.set(workload, labels)
      for (const [name, value] of Object.entries(labels)) {
        const list = byLabel.get(`${name}=${value}`)
        if (list === undefined) byLabel.set(`${name}=${value}`, [workload])
        else list.push(workload)
      }
    },
    by: ({ namespace, labels }) => {
      const wanted = Object.entries(labels)
      const lists = wanted.map(([name, value]) => byLabel.get(`${name}=${value}`) ?? [])
      const [rarest = []] = lists.sort((one, other) => one.length - other.length)
      return rarest.filter((workload) => {
        if (namespace !== '' && workload.metadata.namespace !== namespace) return false
        const has = labelsByWorkload.get(workload) ?? {}
        return wanted.every(([name, value]) => has[name] === value)
      })
    },
  }
}
