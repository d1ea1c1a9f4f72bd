import type { Hit, Rule, Subject, View } from '../../../../seams/rule.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import { destinationRulesFor, subsetsOf } from '../../lookup/destination-rules.ts'
import { isHostImported } from '../../lookup/egress-scope.ts'
import { fqdnOf, isKnownToReaders, readersOf } from '../../lookup/hosts.ts'
import { destinationRuleKind, serviceEntryKind, virtualServiceKind } from '../../lookup/kinds.ts'
import { setTo, withFix } from '../../../../seams/fix.ts'
import { destinationsOf, writeList, writeName, type Destination } from './virtual-service.ts'

/** Requests sent to a subset that no destination rule defines. */
export const subsetMissing: Rule = {
  id: 'MC205',
  aka: ['KIA1107', 'IST0101'],
  severity: 'error',
  title: 'Route to a subset that is not defined',
  cause: 'A destination names a subset, and no destination rule for its host defines it.',
  effect:
    'Proxies have no cluster for it: requests that the rule matches get 503 with the flag NC.',
  repair: 'Define the subset in a destination rule of the host, or name one that is defined.',
  source: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination',
  differs: 'An error where Kiali warns: every request that the rule matches is answered with 503.',
  kinds: [virtualServiceKind],
  needs: [destinationRuleKind, 'Service', serviceEntryKind],
  check: function* (subject, view) {
    for (const destination of destinationsOf(subject.spec)) {
      const hit = judge(destination, subject, view)
      if (hit !== null) yield hit
    }
  },
}

function judge(
  { field, host, subset }: Destination,
  { namespace, object }: Subject,
  view: View,
): Hit | null {
  // A host that nobody knows is another finding, which the subset would only repeat.
  if (subset === null || !isKnownToReaders(view, object, host)) return null
  const fqdn = fqdnOf(host, namespace)
  const readers = readersOf(object)
  const rules = [...new Set(readers.flatMap((one) => destinationRulesFor(view, fqdn, one)))]
  const defined = rules.flatMap((rule) =>
    subsetsOf(rule).flatMap((one) => one.get('name').text() ?? []),
  )
  if (defined.includes(subset)) return null
  // A namespace whose Sidecar leaves the host out does not route to it at all.
  if (!readers.some((reader) => isHostImported(view, fqdn, reader))) return null
  const place = field.get('subset')
  const near = nearestTo(subset, defined)
  return withFix(
    {
      field: place,
      message: `${whoDefines(rules.map(writeName))} subset ${subset} of ${fqdn}${defined.length === 0 ? '' : `; there are ${writeList([...new Set(defined)])}`}`,
      values: { host: fqdn, subset },
      related: rules,
    },
    near === null ? null : setTo(place, near, `Send to subset ${near}`),
  )
}

function whoDefines(rules: readonly string[]): string {
  if (rules.length === 0) return 'No destination rule defines'
  return `${writeList(rules)} ${rules.length === 1 ? 'does' : 'do'} not define`
}
