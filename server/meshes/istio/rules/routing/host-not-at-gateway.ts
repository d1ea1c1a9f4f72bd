import { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Hit, Rule, Subject, View } from '../../../../seams/rule.ts'
import { fqdnOf } from '../../lookup/hosts.ts'
import { gatewayKind, virtualServiceKind } from '../../lookup/kinds.ts'
import { overlaps } from '../../lookup/wildcards.ts'
import { gatewayKeyOf, meshGateway, writeList } from './virtual-service.ts'

/** Hosts that the gateway does not listen for. */
export const hostNotAtGateway: Rule = {
  id: 'MC214',
  aka: ['IST0132'],
  severity: 'warning',
  title: 'Host that its gateway does not serve',
  cause:
    'No server of the Gateway has a host that overlaps with those of the virtual service, or only for other namespaces.',
  effect: 'The gateway takes nothing of it: requests for the host get 404.',
  repair: 'Add the host to a server of the Gateway, or bind to the Gateway that has it.',
  source: 'https://istio.io/latest/docs/reference/config/networking/gateway/#Server',
  differs: 'Told at the gateway of which nothing is served, or at the host that none serves.',
  kinds: [virtualServiceKind],
  needs: [gatewayKind],
  check: function* (subject, view) {
    const hosts = subject.spec.get('hosts').items().filter(isNamed)
    if (hosts.length === 0) return
    const gateways = gatewaysOf(subject, view)
    const served = new Set<Field>()
    for (const { field, gateway } of gateways) {
      const offered = hostsOfGateway(gateway, subject.namespace)
      const taken = hosts.filter((host) => isServed(host, offered, subject.namespace))
      for (const host of taken) served.add(host)
      if (taken.length === 0) yield nothingServed(field, gateway, { hosts, offered })
    }
    const isElsewhere = subject.spec.get('gateways').texts().length > gateways.length
    // Without any that is served the gateways have been named above.
    if (served.size === 0 || isElsewhere) return
    for (const host of hosts) if (!served.has(host)) yield hostUnserved(host, gateways)
  },
}

const isNamed = (field: Field): boolean => (field.text() ?? '') !== ''

interface Bound {
  readonly field: Field
  readonly gateway: KubeObject
}

/** The gateways that are there; those that are not are another finding. */
function gatewaysOf({ spec, namespace }: Subject, view: View): Bound[] {
  return spec
    .get('gateways')
    .items()
    .flatMap((field) => {
      const text = field.text()
      if (text === null || text === meshGateway) return []
      const [owner = '', name = ''] = gatewayKeyOf(text, namespace).split('/')
      const gateway = view.get(gatewayKind, owner, name)
      return gateway === null ? [] : [{ field, gateway }]
    })
}

/** What its servers offer to virtual services of a namespace: `host`, `namespace/host`, `./host`. */
function hostsOfGateway({ spec, metadata }: KubeObject, namespace: string): string[] {
  return new Field(spec)
    .get('servers')
    .items()
    .flatMap((server) => server.get('hosts').texts())
    .flatMap((text) => {
      const slash = text.indexOf('/')
      if (slash === -1) return [text]
      const said = text.slice(0, slash)
      const owner = said === '.' ? metadata.namespace : said
      return owner === '*' || owner === namespace ? [text.slice(slash + 1)] : []
    })
}

function isServed(host: Field, offered: readonly string[], namespace: string): boolean {
  const text = host.text() ?? ''
  const fqdn = fqdnOf(text, namespace)
  return offered.some((one) => overlaps(one, text) || overlaps(one, fqdn))
}

function nothingServed(
  field: Field,
  gateway: KubeObject,
  { hosts, offered }: { readonly hosts: readonly Field[]; readonly offered: readonly string[] },
): Hit {
  const wanted = writeList(hosts.map((host) => host.text() ?? ''))
  const name = `${gateway.metadata.namespace ?? ''}/${gateway.metadata.name}`
  const has = offered.length === 0 ? 'none for this namespace' : writeList(offered)
  return {
    field,
    message: `Gateway ${name} serves ${has}, and not ${wanted}`,
    values: { gateway: name, hosts: wanted },
    related: [gateway],
  }
}

function hostUnserved(host: Field, gateways: readonly Bound[]): Hit {
  const names = gateways.map(
    ({ gateway }) => `${gateway.metadata.namespace ?? ''}/${gateway.metadata.name}`,
  )
  return {
    field: host,
    message: `None of its gateways (${writeList(names)}) serves ${host.text() ?? ''}`,
    values: { host: host.text() ?? '' },
    related: gateways.map(({ gateway }) => gateway),
  }
}
