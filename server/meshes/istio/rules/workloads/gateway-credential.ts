import { Field } from '../../../../seams/field.ts'
import { setTo } from '../../../../seams/fix.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import type { Rule, View } from '../../../../seams/rule.ts'
import { proxiesOfGateway, serversOf } from '../../lookup/gateways.ts'
import { gatewayKind } from '../../lookup/kinds.ts'
import { neededForSelection } from '../../lookup/workload.ts'

export const gatewayCredential: Rule = {
  id: 'MC303',
  aka: ['IST0161', 'IST0101'],
  severity: 'error',
  title: 'The credential of a Gateway is not there or has no certificate',
  cause:
    'credentialName must be a Secret in the namespace of the gateway pods, not of the Gateway object.',
  effect: 'The proxy gets no certificate: handshakes on this port fail.',
  repair:
    'Create the Secret beside the gateway pods, with tls.crt and tls.key (or cert and key), and for MUTUAL with the CA.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0161/',
  kinds: [gatewayKind],
  needs: [...neededForSelection, 'Secret'],
  *check({ object }, view) {
    const places = [...new Set(proxiesOfGateway(view, object).map(({ namespace }) => namespace))]
    if (places.length === 0) return
    for (const { field } of serversOf(object)) {
      const credential = field.get('tls', 'credentialName')
      const name = credential.text()
      // `kubernetes-gateway://` and other schemes name what is not a Secret of this name.
      if (name === null || name === '' || name.includes('://')) continue
      const found = places
        .map((namespace) => view.get('Secret', namespace, name))
        .filter((secret) => secret !== null)
      const problem = problemOf(found, { name, places })
      if (problem === null) continue
      const nearest = found.length > 0 ? null : nearestSecret(view, name, places)
      yield {
        field: credential,
        message: problem,
        values: { secret: name, namespaces: places.join(', ') },
        related: found,
        ...(nearest === null ? {} : { fix: setTo(credential, nearest, `Name ${nearest}`) }),
      }
    }
  },
}

function problemOf(
  found: readonly KubeObject[],
  { name, places }: { readonly name: string; readonly places: readonly string[] },
): string | null {
  if (found.length === 0)
    return `There is no Secret ${name} in namespace ${places.join(', ')}, where the gateway runs`
  const bare = found.find((secret) => !hasCertificate(secret))
  return bare === undefined
    ? null
    : `Secret ${name} has neither tls.crt and tls.key nor cert and key`
}

/** Where only the metadata of a Secret is known, its type is taken at its word. */
function hasCertificate(secret: KubeObject): boolean {
  const root = new Field(secret)
  const entries = [...root.get('data').entries(), ...root.get('stringData').entries()]
  if (entries.length === 0) return true
  const keys = new Set(entries.map(([key]) => key))
  const has = (...names: readonly string[]): boolean => names.every((name) => keys.has(name))
  return has('tls.crt', 'tls.key') || has('cert', 'key')
}

function nearestSecret(view: View, name: string, places: readonly string[]): string | null {
  const names = places.flatMap((place) =>
    view.inNamespace('Secret', place).map(({ metadata }) => metadata.name),
  )
  return nearestTo(name, names)
}
