import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Finding } from '#contract/validations.ts'
import { objectsOf } from '../../../../../test/support/check-rule.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { TrafficFacts } from '../../../../seams/rule.ts'
import { Validator } from '../../../../validations/validator.ts'
import { policiesRules } from './index.ts'

const traffic: TrafficFacts = {
  isCalled: () => true,
  perSecondTo: () => 1,
  perSecondToVersion: () => 1,
  plainTextPerSecondTo: () => 1,
}

/** A mesh in which much is wrong. */
const mesh = objectsOf(`
{apiVersion: v1, kind: ConfigMap, metadata: {name: istio, namespace: istio-system}, data: {mesh: "{enableAutoMtls: false, trustDomain: shop.example}"}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: shop, labels: {istio-injection: enabled}}}
---
{apiVersion: v1, kind: Namespace, metadata: {name: calm, labels: {istio.io/dataplane-mode: ambient}}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: istiod, namespace: istio-system, labels: {app: istiod}}, spec: {template: {spec: {containers: [{name: discovery}]}}}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: cart, namespace: shop}, spec: {template: {metadata: {labels: {app: cart}}, spec: {containers: [{name: app}]}}}}
---
{apiVersion: apps/v1, kind: Deployment, metadata: {name: pay, namespace: calm}, spec: {template: {metadata: {labels: {app: pay}}, spec: {containers: [{name: app}]}}}}
---
{apiVersion: v1, kind: Service, metadata: {name: cart, namespace: shop}, spec: {selector: {app: cart}, ports: [{name: tcp, port: 80}]}}
---
{apiVersion: v1, kind: ServiceAccount, metadata: {name: cart, namespace: shop}}
---
{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: one, namespace: shop, creationTimestamp: "2026-01-01T00:00:00Z"}, spec: {mtls: {mode: STRICT}, portLevelMtls: {80: {mode: DISABLE}}}}
---
{apiVersion: security.istio.io/v1, kind: PeerAuthentication, metadata: {name: two, namespace: shop, creationTimestamp: "2026-01-01T00:00:00Z"}, spec: {mtls: {mode: DISABLE}}}
---
{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: wrong, namespace: shop}, spec: {action: DENY, selector: {matchLabels: {app: cart}}, rules: [{from: [{source: {principals: [a, other/ns/a/sa/b, cluster.local/ns/shop/sa/kart], namespaces: [nowhere]}}], to: [{operation: {methods: [get], hosts: [nobody], paths: [a], notPaths: ["*"]}}]}]}}
---
{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: http, namespace: calm}, spec: {action: DENY, rules: [{to: [{operation: {methods: [GET]}}]}]}}
---
{apiVersion: security.istio.io/v1, kind: AuthorizationPolicy, metadata: {name: nobody, namespace: shop}, spec: {selector: {matchLabels: {app: nobody}}}}
---
{apiVersion: security.istio.io/v1, kind: RequestAuthentication, metadata: {name: keys, namespace: shop}, spec: {targetRefs: [{kind: Service, name: cart}, {kind: Service, name: gone}], jwtRules: [{issuer: a}]}}
---
{apiVersion: networking.istio.io/v1, kind: Sidecar, metadata: {name: none, namespace: calm}, spec: {}}
---
{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: all, namespace: istio-system}, spec: {host: "*.local", trafficPolicy: {tls: {mode: ISTIO_MUTUAL}}}}
---
{apiVersion: networking.istio.io/v1, kind: DestinationRule, metadata: {name: cart, namespace: shop}, spec: {host: cart, exportTo: [nowhere], subsets: [{name: v1, trafficPolicy: {tls: {mode: SIMPLE}}}]}}
---
{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: claims, namespace: shop}, spec: {hosts: [cart], http: [{match: [{headers: {"@request.auth.claims.a": {exact: b}}}]}]}}
---
{apiVersion: telemetry.istio.io/v1, kind: Telemetry, metadata: {name: logs, namespace: shop}, spec: {accessLogging: [{}]}}
`)

function findingsOf(objects: readonly KubeObject[]): readonly Finding[] {
  const validator = new Validator({ rules: policiesRules, traffic })
  validator.apply({ put: objects })
  return validator.findings()
}

describe('rules of policies', () => {
  it('have ids of their own, words for everything and a source', () => {
    const ids = policiesRules.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !/^MC1\d\d$/.test(id))).toEqual([])
    for (const { id, title, cause, effect, repair, source } of policiesRules) {
      const isSaid = [title, cause, effect, repair].every((text) => text.length > 10)
      expect([id, isSaid, source.startsWith('https://')]).toEqual([id, true, true])
    }
  })

  it('find a good many things wrong in one mesh', () => {
    const found = new Set(findingsOf(mesh).map(({ rule }) => rule))
    expect([...found].sort()).toEqual([
      'MC100',
      'MC102',
      'MC103',
      'MC110',
      'MC111',
      'MC112',
      'MC114',
      'MC115',
      'MC116',
      'MC117',
      'MC118',
      'MC119',
      'MC121',
      'MC122',
      'MC123',
      'MC131',
      'MC132',
      'MC134',
      'MC135',
      'MC136',
      'MC140',
      'MC141',
      'MC143',
      'MC144',
      'MC145',
    ])
  })

  it('find the same in any order', () => {
    const usual = findingsOf(mesh)
    const anyOrder = fc.shuffledSubarray([...mesh], { minLength: mesh.length })
    fc.assert(
      fc.property(anyOrder, (objects) => {
        expect(findingsOf(objects)).toEqual(usual)
      }),
      { numRuns: 20 },
    )
  })

  it('find the same in older versions of the objects', () => {
    const older = mesh.map((object) => ({
      ...object,
      apiVersion: object.apiVersion
        .replace('networking.istio.io/v1', 'networking.istio.io/v1alpha3')
        .replace('security.istio.io/v1', 'security.istio.io/v1beta1'),
    }))
    expect(findingsOf(older)).toEqual(findingsOf(mesh))
  })

  it('find the same piece by piece as at once, and nothing in what is gone', () => {
    fc.assert(
      fc.property(fc.subarray([...mesh]), (removed) => {
        const validator = new Validator({ rules: policiesRules, traffic })
        for (const object of mesh) validator.apply({ put: [object] })
        validator.apply({ removed })
        expect(validator.findings()).toEqual(
          findingsOf(mesh.filter((one) => !removed.includes(one))),
        )
      }),
      { numRuns: 20 },
    )
  })
})
