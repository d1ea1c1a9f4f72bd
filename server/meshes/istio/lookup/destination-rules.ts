import { Field } from '../../../seams/field.ts'
import type { KubeObject } from '../../../seams/kube-object.ts'
import type { View } from '../../../seams/rule.ts'
import { isInScope, scopeOf } from './exports.ts'
import { fqdnOf } from './fqdn.ts'
import { destinationRuleKind } from './kinds.ts'
import { covers, hostIndex } from './wildcards.ts'

/** The full name that a destination rule is for; null when it names none. */
export function hostOfRule({ spec, metadata }: KubeObject): string | null {
  const host = new Field(spec).get('host').text()
  return host === null || host === '' ? null : fqdnOf(host, metadata.namespace ?? '')
}

const rulesByHost = hostIndex('destination rules by host', destinationRuleKind, (rule) => {
  const host = hostOfRule(rule)
  return host === null ? [] : [host]
})

/** Destination rules, in whatever namespace, whose host overlaps with that full name. */
export function rulesOverlapping(view: View, fqdn: string): readonly KubeObject[] {
  return rulesByHost.overlapping(view, fqdn)
}

/**
 * Destination rules for a host, as an object of that namespace names it: those whose host is the
 * same or a wildcard around it, of the namespace itself or exported to it.
 *
 * @NOTE A proxy takes the rule of its own namespace, else of the service's, else of the root
 * namespace. An object is read by proxies of many namespaces, so all of them are given here.
 * @see https://istio.io/latest/docs/ops/best-practices/traffic-management/#cross-namespace-configuration
 */
export function destinationRulesFor(
  view: View,
  host: string,
  namespace: string,
): readonly KubeObject[] {
  const fqdn = fqdnOf(host, namespace)
  return rulesByHost.overlapping(view, fqdn).filter((rule) => {
    const isVisible = rule.metadata.namespace === namespace || isInScope(scopeOf(rule), namespace)
    return isVisible && covers(hostOfRule(rule) ?? '', fqdn)
  })
}

/** The subsets that a rule defines, with their places. */
export function subsetsOf(rule: KubeObject): readonly Field[] {
  return new Field(rule).get('spec', 'subsets').items()
}
