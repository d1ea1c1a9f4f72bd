import type { Rule, View } from '../../../../seams/rule.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'
import { authorizationPolicyKind } from './policy-object.ts'
import {
  hasAccount,
  isOwnTrustDomain,
  principalsIn,
  readPrincipal,
  serviceAccountKind,
} from './principal.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import { replaceBy } from '../../../../seams/fix.ts'

/** Callers of another mesh than this one. */
export const trustDomainUnknown: Rule = {
  id: 'MC115',
  aka: ['KIA0108'],
  severity: 'warning',
  title: 'Principal of a trust domain that the mesh does not know',
  cause:
    'A principal begins with a trust domain that is neither the one of the mesh nor one of its aliases.',
  effect:
    'Unless that mesh is federated with this one, nobody can show such a certificate, and the rule does not match.',
  repair:
    "Write cluster.local, which stands for the mesh's own trust domain, or add the other to trustDomainAliases of the mesh config.",
  source: 'https://istio.io/latest/docs/tasks/security/authorization/authz-td-migration/',
  kinds: [authorizationPolicyKind],
  needs: ['ConfigMap'],
  check: function* ({ spec }, view) {
    const settings = meshSettings(view)
    if (settings.source === null) return
    for (const { field, text } of principalsIn(spec)) {
      const [, domain, rest = ''] = /^([^/*][^/]*)(\/.*)$/.exec(text) ?? []
      // `spiffe:` is no domain: what is written so is said by another rule.
      if (domain === undefined || domain === 'spiffe:' || isOwnTrustDomain(settings, domain))
        continue
      const own = ['cluster.local', settings.trustDomain, ...settings.trustDomainAliases]
      const near = nearestTo(domain, own)
      yield {
        field,
        message: `The mesh has no trust domain ${domain}; its own is ${settings.trustDomain}`,
        values: { trustDomain: domain, own: settings.trustDomain },
        related: [settings.source],
        ...(near === null || !isSomebody(view, `${near}${rest}`)
          ? {}
          : { fix: replaceBy(field, `${near}${rest}`) }),
      }
    }
  },
}

/** Whether the account is there, as far as accounts are known. */
function isSomebody(view: View, text: string): boolean {
  const principal = readPrincipal(text)
  if (principal === null || !view.isKnown(serviceAccountKind)) return true
  return hasAccount(view, principal.namespace, principal.account)
}
