import { Field, writePointer } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Hit, Index, Rule, Subject, View } from '../../../../seams/rule.ts'
import { destinationRulesFor, hostOfRule } from '../../lookup/destination-rules.ts'
import { fqdnOf } from '../../lookup/fqdn.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'
import { clientTlsOf, destinationRuleKind, isMutual, reachOf } from '../../lookup/mtls.ts'
import { writeName } from './policy-object.ts'
import { tlsSettingsOf } from './tls-settings.ts'

const mutualRules: Index = {
  id: 'destination rules with mutual TLS',
  kinds: [destinationRuleKind],
  keysOf: (rule) => (isMutual(clientTlsOf(rule)) ? [''] : []),
}

/** Meant to add something, takes mutual TLS away. */
export const losesWideTls: Rule = {
  id: 'MC130',
  aka: ['KIA0204'],
  severity: 'warning',
  title: 'Destination rule takes away the mutual TLS of a wider one',
  cause:
    'A destination rule for more hosts, or for this host in another namespace, tells clients to use mutual TLS; this one says nothing of TLS. Destination rules do not inherit: proxies that see both use the narrower or nearer one alone.',
  effect:
    'Clients speak to this host as if the wider rule were not there: in plain text without auto mTLS, or without the certificates that it names.',
  repair: 'Say tls in this rule as well.',
  source:
    'https://istio.io/latest/docs/ops/common-problems/network-issues/#503-errors-after-setting-destination-rule',
  differs:
    'With auto mTLS a rule without tls loses nothing but certificates that a wider rule names: Kiali tells of every one.',
  kinds: [destinationRuleKind],
  needs: [],
  check: (subject, view) => {
    const { spec, namespace } = subject
    const host = spec.get('host').text()
    if (host === null || reachOf(host).kind !== 'some' || tlsSettingsOf(spec).length > 0) return []
    // Most meshes have none that could be lost: then nothing else is asked.
    if (view.find(mutualRules, '').length === 0) return []
    const [wide] = destinationRulesFor(view, host, namespace).filter(
      (rule) => isReplaced(rule, subject) && isLost(rule, view),
    )
    return wide === undefined ? [] : [hitFor(subject, host, wide)]
  },
}

/** A wider one, or one of another namespace: two of one namespace for one host are put together. */
function isReplaced(rule: KubeObject, { object, spec, namespace }: Subject): boolean {
  if (rule === object) return false
  const isSame = hostOfRule(rule) === fqdnOf(spec.get('host').text() ?? '', namespace)
  return !isSame || rule.metadata.namespace !== namespace
}

/** Auto mTLS gives the mesh's own certificates back, but none that a rule names. */
function isLost(rule: KubeObject, view: View): boolean {
  const mode = clientTlsOf(rule)
  return meshSettings(view).isAutoMtls ? mode === 'MUTUAL' : isMutual(mode)
}

function hitFor({ spec }: Subject, host: string, wide: KubeObject): Hit {
  const mode = clientTlsOf(wide) ?? ''
  return {
    field: spec.get('trafficPolicy'),
    message: `For ${host} this rule is used in the place of ${writeName(wide)}, and it does not say tls (${mode}) again`,
    values: { host, mode },
    related: [wide],
    ...fixFor(spec.get('trafficPolicy'), wide),
  }
}

/** None where the other rule's own tls would be found wanting here as well. */
function fixFor(policy: Field, wide: KubeObject): Pick<Hit, 'fix'> {
  const tls = new Field(wide).get('spec', 'trafficPolicy', 'tls')
  const isWhole =
    clientTlsOf(wide) === 'ISTIO_MUTUAL' ||
    tls.get('caCertificates').isPresent ||
    tls.get('credentialName').isPresent
  if (!isWhole || (policy.isPresent && policy.entries().length === 0)) return {}
  const field = policy.isPresent ? policy.get('tls') : policy
  const value = policy.isPresent ? tls.value : { tls: tls.value }
  return {
    fix: {
      title: `Say the tls of ${wide.metadata.name} here as well`,
      patch: [{ op: 'add', path: writePointer(field.path), value }],
    },
  }
}
