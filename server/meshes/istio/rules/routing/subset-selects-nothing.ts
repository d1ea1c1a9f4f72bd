import type { Field } from '../../../../seams/field.ts'
import type { Hit, Rule, Subject, View } from '../../../../seams/rule.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import { fqdnOf } from '../../lookup/hosts.ts'
import { destinationRuleKind, serviceEntryKind, virtualServiceKind } from '../../lookup/kinds.ts'
import { neededForSelection, type Labels } from '../../lookup/workload.ts'
import { setTo, withFix } from '../../../../seams/fix.ts'
import { hasEndpointsWith, podLabelsOf, valuesBehind } from './subset-endpoints.ts'
import { sendersTo } from './subset-references.ts'
import { writeList, writeName } from './virtual-service.ts'

/** A subset that is empty. */
export const subsetSelectsNothing: Rule = {
  id: 'MC242',
  aka: ['KIA0203', 'IST0173'],
  severity: 'error',
  title: 'Subset that selects nothing',
  cause: 'No workload behind the host has all the labels of the subset.',
  effect: 'Requests that are sent to the subset get 503 with the flag UH: it has no endpoint.',
  repair:
    "Write the labels as they are on the pods' template, or deploy the version that is meant.",
  source: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset',
  differs:
    'A warning until something sends there, then an error: Kiali hides it until then, `istioctl` says error at once, though nobody is harmed by a version that is still to come.',
  kinds: [destinationRuleKind],
  needs: ['Service', serviceEntryKind, virtualServiceKind, ...neededForSelection],
  check: function* (subject, view) {
    const host = subject.spec.get('host').text()
    if (host === null || host === '') return
    for (const subset of subject.spec.get('subsets').items()) {
      const hit = judge(subset, { host, subject, view })
      if (hit !== null) yield hit
    }
  },
}

interface Asked {
  readonly host: string
  readonly subject: Subject
  readonly view: View
}

function judge(subset: Field, { host, subject, view }: Asked): Hit | null {
  const { namespace } = subject
  const labels = podLabelsOf(subset)
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`)
  // A subset without labels is all of the host, and another finding.
  if (pairs.length === 0 || hasEndpointsWith(view, { host, namespace, labels }) !== false)
    return null
  const fqdn = fqdnOf(host, namespace)
  const name = subset.get('name').text() ?? ''
  const senders = sendersTo(view, fqdn, name)
  const sent =
    senders.length === 0
      ? 'nothing is sent there yet'
      : `${writeList(senders.map(writeName))} ${senders.length === 1 ? 'sends' : 'send'} requests there`
  const slip = slipIn(labels, { host, namespace, view })
  return withFix(
    {
      field: subset.get('labels'),
      message: `Nothing behind ${fqdn} has ${writeList(pairs)}; ${sent}`,
      values: { host: fqdn, subset: name, labels: pairs.join(',') },
      // Until somebody sends there nothing fails: the version may still be to come.
      severity: senders.length === 0 ? 'warning' : 'error',
      related: senders,
    },
    slip === null
      ? null
      : setTo(subset.get('labels', slip.label), slip.value, `Select ${slip.label}=${slip.value}`),
  )
}

/** A single label that is a letter off, so that with another value the subset selects something. */
function slipIn(
  labels: Labels,
  {
    host,
    namespace,
    view,
  }: { readonly host: string; readonly namespace: string; readonly view: View },
): { readonly label: string; readonly value: string } | null {
  for (const [label, written] of Object.entries(labels)) {
    const value = nearestTo(written, valuesBehind(view, { host, namespace, label }))
    if (value === null) continue
    const mended = { ...labels, [label]: value }
    if (hasEndpointsWith(view, { host, namespace, labels: mended }) === true)
      return { label, value }
  }
  return null
}
