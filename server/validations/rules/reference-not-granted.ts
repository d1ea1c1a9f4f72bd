import type { Rule, Subject } from '../../seams/rule.ts'
import {
  backendsOf,
  gatewayKind,
  isGranted,
  listenerSetKind,
  referenceGrantKind,
  routeKinds,
} from './lookup/gateway-api.ts'
import { readReference, type Reference } from './lookup/references.ts'

export const referenceNotGranted: Rule = {
  id: 'MC416',
  aka: ['KIA1402'],
  severity: 'error',
  title: 'A reference into another namespace that nobody has granted',
  cause:
    'Routes may send to Services, and Gateways may take Secrets, of another namespace only when a ReferenceGrant there allows it.',
  effect:
    'The reference is ignored (ResolvedRefs=False, RefNotPermitted): requests get 500, or the listener does not come up.',
  repair:
    'Write a ReferenceGrant in the namespace that is referred to, or keep both in one namespace.',
  source: 'https://gateway-api.sigs.k8s.io/api-types/referencegrant/',
  differs: 'See MC410; certificates of listeners are looked at as well as backends.',
  kinds: [...routeKinds, gatewayKind, listenerSetKind],
  needs: [referenceGrantKind],
  *check(subject, view) {
    const targets = routeKinds.includes(subject.kind)
      ? backendsOf(subject)
      : certificatesOf(subject)
    for (const target of targets) {
      if (isGranted(view, target, subject)) continue
      const { kind, name, namespace } = target
      yield {
        field: target.field.get('namespace'),
        message: `No ReferenceGrant in namespace ${namespace} lets ${subject.object.kind}s of ${subject.namespace} refer to ${kind} ${name}`,
        values: { from: subject.namespace, to: namespace, kind, name },
        related: [{ group: target.group, kind, namespace, name }],
      }
    }
  },
}

function certificatesOf({ spec, namespace }: Subject): readonly Reference[] {
  return spec
    .get('listeners')
    .items()
    .flatMap((listener) => listener.get('tls', 'certificateRefs').items())
    .map((field) => readReference(field, { group: '', kind: 'Secret', namespace }))
    .filter((reference) => reference !== null)
}
