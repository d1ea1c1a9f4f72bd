import type { Field } from '../../../../seams/field.ts'
import type { Hit, Rule, Subject, View } from '../../../../seams/rule.ts'
import { fqdnOf } from '../../lookup/hosts.ts'
import { destinationRuleKind, serviceEntryKind, virtualServiceKind } from '../../lookup/kinds.ts'
import { neededForSelection } from '../../lookup/workload.ts'
import { hasEndpointsWith, podLabelsOf } from './subset-endpoints.ts'
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
  return {
    field: subset.get('labels'),
    message: `Nothing behind ${fqdn} has ${writeList(pairs)}; ${sent}`,
    values: { host: fqdn, subset: name, labels: pairs.join(',') },
    severity: senders.length === 0 ? 'info' : 'error',
    related: senders,
  }
}
