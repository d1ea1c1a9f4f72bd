import type { Rule } from '../../../../seams/rule.ts'

const bundleVersion = 'gateway.networking.k8s.io/bundle-version'

/** The oldest bundle whose definition istiod takes; older ones it does not watch at all. */
const oldest: Readonly<Record<string, string>> = {
  'grpcroutes.gateway.networking.k8s.io': '1.1.0',
  'backendtlspolicies.gateway.networking.k8s.io': '1.4.0',
  'tlsroutes.gateway.networking.k8s.io': '1.5.0',
}

/** What Istio of today wants of the Gateway API as a whole. */
const oldestBundle = '1.0.0'

export const gatewayApiVersion: Rule = {
  id: 'MC347',
  aka: ['IST0156', 'IST0172', 'IST0176'],
  severity: 'warning',
  title: 'Definitions of the Gateway API that are too old for Istio',
  cause: 'The bundle-version of the CRD is older than what istiod reads.',
  effect:
    'istiod does not watch the kind: its objects are accepted by the API server and do nothing.',
  repair: 'Install a newer bundle of the Gateway API.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0156/',
  differs: 'One rule for three codes: too old, skipped by istiod, and soon to be.',
  kinds: ['apiextensions.k8s.io/CustomResourceDefinition'],
  needs: [],
  check({ name, root }) {
    if (!name.endsWith('.gateway.networking.k8s.io')) return []
    const field = root.get('metadata', 'annotations', bundleVersion)
    const version = partsOf(field.text() ?? '')
    const wanted = oldest[name] ?? oldestBundle
    if (version === null || !isOlder(version, partsOf(wanted) ?? [])) return []
    return [
      {
        field,
        severity: oldest[name] === undefined ? 'error' : 'warning',
        message: `${name} is of bundle ${field.text() ?? ''}; istiod reads it from v${wanted} on`,
        values: { version: field.text() ?? '', oldest: wanted },
      },
    ]
  },
}

/** Of `v1.4.1` or `v1.2.0-rc1`; null for what is no version. */
function partsOf(version: string): readonly number[] | null {
  const [whole, ...parts] = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version) ?? []
  return whole === undefined ? null : parts.map(Number)
}

function isOlder(version: readonly number[], wanted: readonly number[]): boolean {
  for (const [index, part] of wanted.entries()) {
    const own = version[index] ?? 0
    if (own !== part) return own < part
  }
  return false
}
