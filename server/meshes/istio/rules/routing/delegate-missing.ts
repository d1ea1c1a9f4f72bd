import { Field } from '../../../../seams/field.ts'
import type { Rule, View } from '../../../../seams/rule.ts'
import { isInScope, scopeOf } from '../../lookup/exports.ts'
import { virtualServiceKind } from '../../lookup/kinds.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import { setTo, withFix } from '../../../../seams/fix.ts'
import { isDelegate } from './virtual-service.ts'

/** Rules left to a virtual service that cannot have them. */
export const delegateMissing: Rule = {
  id: 'MC221',
  aka: ['IST0101'],
  severity: 'error',
  title: 'Delegates to nobody',
  cause:
    'A rule delegates to a virtual service that is not there, that has hosts of its own, or that is not exported to this namespace; or a delegate delegates again.',
  effect: 'Istio leaves the rule out: what it matches falls through to later rules, or gets 404.',
  repair: 'Delegate to a virtual service without hosts that is exported here, one level deep.',
  source: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate',
  kinds: [virtualServiceKind],
  needs: [virtualServiceKind],
  check: function* ({ spec, namespace }, view) {
    for (const rule of spec.get('http').items()) {
      const delegate = rule.get('delegate')
      if (delegate.isAbsent) continue
      const place = delegate.get('name')
      const name = place.text()
      if (name === null || name === '') continue
      const owner = delegate.get('namespace').text() ?? namespace
      if (isDelegate(spec)) {
        const message = 'A delegate cannot delegate again: only one level is read'
        yield { field: delegate, message, values: { delegate: `${owner}/${name}` } }
        continue
      }
      const complaint = complaintOf(view, { owner, name, namespace })
      if (complaint === null) continue
      const near = complaint.isMissing ? nearestTo(name, delegatesIn(view, owner)) : null
      const hint = near === null ? '' : `; did you mean ${near}?`
      yield withFix(
        {
          field: place,
          message: `${complaint.text}${hint}`,
          values: { delegate: `${owner}/${name}` },
        },
        near === null ? null : setTo(place, near, `Delegate to ${near}`),
      )
    }
  },
}

interface Delegated {
  readonly owner: string
  readonly name: string
  readonly namespace: string
}

function complaintOf(
  view: View,
  { owner, name, namespace }: Delegated,
): { readonly text: string; readonly isMissing: boolean } | null {
  const target = view.get(virtualServiceKind, owner, name)
  if (target === null) {
    return { text: `There is no VirtualService ${name} in namespace ${owner}`, isMissing: true }
  }
  if (!isDelegate(new Field(target.spec))) {
    return {
      text: `VirtualService ${owner}/${name} has hosts of its own, so that nobody can delegate to it`,
      isMissing: false,
    }
  }
  if (isInScope(scopeOf(target), namespace)) return null
  const text = `VirtualService ${owner}/${name} is not exported to namespace ${namespace}`
  return { text, isMissing: false }
}

function delegatesIn(view: View, namespace: string): string[] {
  return view
    .inNamespace(virtualServiceKind, namespace)
    .filter(({ spec }) => isDelegate(new Field(spec)))
    .map(({ metadata }) => metadata.name)
}
