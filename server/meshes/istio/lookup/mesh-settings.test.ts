import { describe, expect, it } from 'vitest'
import { viewOf } from '../../../../test/support/view-of.ts'
import { meshSettings } from './mesh-settings.ts'

const configMap = (mesh: string, name = 'istio', namespace = 'istio-system'): string => `
apiVersion: v1
kind: ConfigMap
metadata: {name: ${name}, namespace: ${namespace}}
data:
  mesh: |
${mesh.replaceAll(/^/gm, '    ')}
`

describe('meshSettings', () => {
  it('takes the usual values where nothing is written', () => {
    expect(meshSettings(viewOf(''))).toEqual({
      rootNamespace: 'istio-system',
      trustDomain: 'cluster.local',
      trustDomainAliases: [],
      outboundPolicy: 'ALLOW_ANY',
      isAutoMtls: true,
      discovery: [],
      extensionProviders: new Map([
        ['prometheus', 'prometheus'],
        ['stackdriver', 'stackdriver'],
        ['envoy', 'envoyFileAccessLog'],
      ]),
      defaultLogProviders: [],
      source: null,
    })
  })

  it('reads what is written', () => {
    const view = viewOf(
      configMap(`rootNamespace: mesh-root
trustDomain: shop.example
trustDomainAliases: [old.example]
outboundTrafficPolicy: {mode: REGISTRY_ONLY}
enableAutoMtls: false
defaultProviders: {accessLogging: [envoy]}
discoverySelectors:
- matchLabels: {team: shop}
  matchExpressions: [{key: env, operator: In, values: [prod]}]
extensionProviders:
- name: jaeger
  opentelemetry: {service: jaeger, port: 4317}`),
    )
    expect(meshSettings(view)).toMatchObject({
      rootNamespace: 'mesh-root',
      trustDomain: 'shop.example',
      trustDomainAliases: ['old.example'],
      outboundPolicy: 'REGISTRY_ONLY',
      isAutoMtls: false,
      defaultLogProviders: ['envoy'],
      discovery: [
        {
          matchLabels: { team: 'shop' },
          matchExpressions: [{ key: 'env', operator: 'In', values: ['prod'] }],
        },
      ],
    })
    expect(meshSettings(view).extensionProviders.get('jaeger')).toBe('opentelemetry')
  })

  it('finds the ConfigMap of another namespace or of a revision', () => {
    const elsewhere = viewOf(configMap('trustDomain: one', 'istio', 'mesh'))
    expect(meshSettings(elsewhere).trustDomain).toBe('one')
    const revision = viewOf(configMap('trustDomain: two', 'istio-1-29', 'mesh'))
    expect(meshSettings(revision).trustDomain).toBe('two')
  })

  it('takes the namespace of istiod for the root where the config is not known', () => {
    const istiod = (namespace: string): string =>
      `{apiVersion: v1, kind: Service, metadata: {name: istiod, namespace: ${namespace}, labels: {app: istiod}}}\n---\n`
    expect(meshSettings(viewOf(istiod('mesh'))).rootNamespace).toBe('mesh')
    expect(meshSettings(viewOf(istiod('a') + istiod('istio-system'))).rootNamespace).toBe(
      'istio-system',
    )
    const both = viewOf(istiod('mesh') + configMap('trustDomain: a'))
    expect(meshSettings(both).rootNamespace).toBe('istio-system')
  })

  it('prefers the usual place over others', () => {
    const view = viewOf(
      [
        configMap('trustDomain: wrong', 'istio', 'a'),
        configMap('trustDomain: right'),
        configMap('trustDomain: wrong', 'istio-canary'),
      ].join('---'),
    )
    expect(meshSettings(view).trustDomain).toBe('right')
  })

  it.each(['a: [', '- just\n- a list', 'trustDomain: {a: b}', ''])(
    'reads %j as nothing',
    (mesh) => {
      expect(meshSettings(viewOf(configMap(mesh))).trustDomain).toBe('cluster.local')
    },
  )
})
