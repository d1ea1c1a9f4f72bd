import type { ServiceObject } from '../seams/inventory.ts'
import { distinct, keyOf, oneOrMixed, uniqueActing, type Entry } from './entry.ts'

/** Apps are what the labels of workloads make of them: all of one name in one namespace. */
export function groupApps(workloads: readonly Entry[]): readonly Entry[] {
  const groups = new Map<string, { readonly app: string; readonly members: Entry[] }>()
  for (const workload of workloads) {
    const [app] = workload.apps
    if (app === undefined) continue
    const key = `${workload.namespace}/${app}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, { app, members: [workload] })
    else group.members.push(workload)
  }
  return [...groups.values()].map(({ app, members }) => describeApp(app, members))
}

function describeApp(app: string, members: readonly Entry[]): Entry {
  const [first] = members
  const services = new Map<string, ServiceObject>()
  for (const { source } of members)
    for (const service of source.services) services.set(keyOf(service), service)
  const pods = members.flatMap((member) => member.pods ?? [])
  return {
    kind: 'app',
    cluster: first?.cluster ?? '',
    namespace: first?.namespace ?? '',
    name: app,
    lowerName: app.toLowerCase(),
    type: 'App',
    membership: oneOrMixed(members.map(({ membership }) => membership)),
    mtls: oneOrMixed(members.map(({ mtls }) => mtls)),
    labels: commonLabels(members),
    apps: [app],
    versions: distinct(members.flatMap(({ versions }) => versions)),
    pods:
      pods.length < members.length
        ? null
        : {
            desired: pods.reduce((sum, { desired }) => sum + desired, 0),
            available: pods.reduce((sum, { available }) => sum + available, 0),
          },
    endpoints: null,
    ports: [],
    hosts: [],
    notes: [...new Set(members.flatMap(({ notes }) => notes))],
    object: null,
    acting: uniqueActing(members.flatMap(({ acting }) => acting)),
    source: {
      workloads: members.flatMap(({ source }) => source.workloads),
      services: [...services.values()],
      pods: members.flatMap(({ source }) => source.pods),
      external: null,
      machines: members.flatMap(({ source }) => source.machines),
    },
  }
}

/** Labels that all of its workloads agree on. */
function commonLabels(members: readonly Entry[]): Readonly<Record<string, string>> {
  const [first, ...rest] = members
  if (first === undefined || rest.length === 0) return first?.labels ?? {}
  return Object.fromEntries(
    Object.entries(first.labels).filter(([name, value]) =>
      rest.every(({ labels }) => labels[name] === value),
    ),
  )
}
