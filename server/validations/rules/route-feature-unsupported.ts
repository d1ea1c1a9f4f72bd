import { Field } from '../../seams/field.ts'
import type { KubeObject } from '../../seams/kube-object.ts'
import type { Rule, View } from '../../seams/rule.ts'
import { gatewayClassKind, gatewayKind, httpRouteKind, parentsOf } from './lookup/gateway-api.ts'
import { follow } from './lookup/references.ts'

export const routeFeatureUnsupported: Rule = {
  id: 'MC426',
  aka: [],
  severity: 'warning',
  title: 'A route uses what the controller of its Gateway does not claim to do',
  cause:
    'The GatewayClass lists the extended features that its controller supports, and this one is not among them.',
  effect: 'The controller refuses the route or the rule, or leaves the filter out.',
  repair:
    'Use another way, or another controller; see status.supportedFeatures of the GatewayClass.',
  source: 'https://gateway-api.sigs.k8s.io/geps/gep-2162/',
  kinds: [httpRouteKind],
  needs: [gatewayKind, gatewayClassKind],
  *check(subject, view) {
    for (const parent of parentsOf(subject)) {
      const gateway = parent.key === gatewayKind ? follow(view, parent) : null
      const gatewayClass = gateway === null ? null : classOf(view, gateway)
      if (gatewayClass === null) continue
      const supported = featuresOf(gatewayClass)
      // A class that does not even name HTTPRoute does not keep the list.
      if (!supported.has('HTTPRoute')) continue
      for (const { field, feature } of featuresUsed(subject.spec)) {
        if (supported.has(feature)) continue
        const { name } = gatewayClass.metadata
        yield {
          field,
          message: `GatewayClass ${name} does not list ${feature}, which this needs`,
          values: { feature, class: name },
          related: [gatewayClass],
        }
      }
    }
  },
}

function classOf(view: View, gateway: KubeObject): KubeObject | null {
  const name = new Field(gateway).get('spec', 'gatewayClassName').text()
  return name === null ? null : view.get(gatewayClassKind, '', name)
}

/** Names stand alone in older versions. */
function featuresOf(gatewayClass: KubeObject): ReadonlySet<string> {
  const list = new Field(gatewayClass).get('status', 'supportedFeatures').items()
  return new Set(list.map((one) => one.text() ?? one.get('name').text() ?? ''))
}

interface Used {
  readonly field: Field
  readonly feature: string
}

/** Extended features of HTTPRoute, as the conformance suite of the Gateway API calls them. */
function featuresUsed(spec: Field): readonly Used[] {
  const used = spec
    .get('rules')
    .items()
    .flatMap((rule): readonly (readonly [Field, string])[] => [
      ...rule.get('matches').items().flatMap(ofMatch),
      ...rule.get('filters').items().flatMap(ofFilter),
      [rule.get('timeouts', 'request'), 'HTTPRouteRequestTimeout'],
      [rule.get('timeouts', 'backendRequest'), 'HTTPRouteBackendTimeout'],
    ])
  return used.filter(([field]) => field.isPresent).map(([field, feature]) => ({ field, feature }))
}

function ofMatch(match: Field): readonly (readonly [Field, string])[] {
  return [
    [match.get('queryParams'), 'HTTPRouteQueryParamMatching'],
    [match.get('method'), 'HTTPRouteMethodMatching'],
  ]
}

function ofFilter(filter: Field): readonly (readonly [Field, string])[] {
  const redirect = filter.get('requestRedirect')
  const rewrite = filter.get('urlRewrite')
  return [
    [filter.get('requestMirror'), 'HTTPRouteRequestMirror'],
    [filter.get('responseHeaderModifier'), 'HTTPRouteResponseHeaderModification'],
    [filter.get('cors'), 'HTTPRouteCORS'],
    [redirect.get('scheme'), 'HTTPRouteSchemeRedirect'],
    [redirect.get('port'), 'HTTPRoutePortRedirect'],
    [redirect.get('path'), 'HTTPRoutePathRedirect'],
    [rewrite.get('hostname'), 'HTTPRouteHostRewrite'],
    [rewrite.get('path'), 'HTTPRoutePathRewrite'],
  ]
}
