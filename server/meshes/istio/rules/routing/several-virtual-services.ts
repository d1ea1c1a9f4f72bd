import { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Hit, Rule, Subject, View } from '../../../../seams/rule.ts'
import { fqdnOf } from '../../lookup/hosts.ts'
import { sidecarKind, virtualServiceKind } from '../../lookup/kinds.ts'
import { oldestFirst } from '../../lookup/oldest-first.ts'
import { areSeenTogether } from '../../lookup/seen-together.ts'
import { isSame, meshGateway, rulesOf, writeList, writeName } from './virtual-service.ts'
import { bindingsOf, virtualServicesAt } from './virtual-services-by-host.ts'

/** Two for one host: sidecars obey one of them only. */
export const severalVirtualServices: Rule = {
  id: 'MC204',
  aka: ['KIA1106', 'IST0109'],
  severity: 'error',
  title: 'Several virtual services for one host',
  cause: 'Another virtual service has the same host on the same gateway, or for sidecars as well.',
  effect:
    'Sidecars obey the oldest and ignore the others. Gateways put the rules of all together, the oldest first; of two rules that match everything only one is reached.',
  repair:
    'Put the rules into one virtual service, give each its own host, or delegate to the others.',
  source:
    'https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services',
  differs:
    'At a gateway istiod puts virtual services of one host together: a note, unless two of them match everything.',
  kinds: [virtualServiceKind],
  needs: [virtualServiceKind, sidecarKind],
  check: function* (subject, view) {
    for (const field of subject.spec.get('hosts').items()) {
      const text = field.text()
      if (text === null || text === '') continue
      yield* judge(subject, view, { field, host: fqdnOf(text, subject.namespace) })
    }
  },
}

interface HostField {
  readonly field: Field
  readonly host: string
}

function* judge(subject: Subject, view: View, { field, host }: HostField): Iterable<Hit> {
  const { object } = subject
  const bindings = new Set(bindingsOf(object))
  const others = (binding: string): readonly KubeObject[] =>
    virtualServicesAt(view, { binding, host }).filter((other) => !isSame(other, object))
  if (bindings.delete(meshGateway)) {
    const rivals = others(meshGateway).filter((other) =>
      areSeenTogether(view, [object, other], host),
    )
    if (rivals.length > 0) yield inMesh(object, rivals, { field, host })
  }
  for (const gateway of bindings) {
    const rivals = others(gateway)
    if (rivals.length > 0) yield atGateway(object, rivals, { field, host, gateway })
  }
}

function inMesh(
  object: KubeObject,
  rivals: readonly KubeObject[],
  { field, host }: HostField,
): Hit {
  const [oldest] = oldestFirst([object, ...rivals])
  const outcome =
    oldest === undefined || isSame(oldest, object)
      ? 'sidecars ignore the others'
      : `sidecars obey ${writeName(oldest)} and ignore this one`
  return {
    field,
    message: `${writeList(rivals.map(writeName))} ${rivals.length === 1 ? 'is' : 'are'} for ${host} too: ${outcome}`,
    values: { host, gateway: meshGateway },
    related: rivals,
  }
}

function atGateway(
  object: KubeObject,
  rivals: readonly KubeObject[],
  { field, host, gateway }: HostField & { readonly gateway: string },
): Hit {
  const greedy = matchesAll(object) ? rivals.filter(matchesAll) : []
  const names = writeList(rivals.map(writeName))
  const outcome =
    greedy.length === 0
      ? 'the gateway puts their rules together, the oldest first'
      : 'more than one matches everything, of which the gateway reaches one only'
  return {
    field,
    message: `${names} ${rivals.length === 1 ? 'has' : 'have'} ${host} at gateway ${gateway} too: ${outcome}`,
    values: { host, gateway },
    severity: greedy.length === 0 ? 'info' : 'warning',
    related: rivals,
  }
}

/** Whether it has a rule without any match. */
function matchesAll({ spec }: KubeObject): boolean {
  return rulesOf(new Field(spec)).some(
    ({ protocol, matches }) => protocol === 'http' && matches.length === 0,
  )
}
