import type { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import type { Rule, Subject, View } from '../../../../seams/rule.ts'
import { isAmbientWorkload } from '../../lookup/ambient.ts'
import { servicesSelecting } from '../../lookup/selectors.ts'
import { neededForSelection, type Workload } from '../../lookup/workload.ts'
import { actionOf, operationsOf } from './authorization.ts'
import { httpFieldsOf, namesOf } from './layer7.ts'
import {
  authorizationPolicyKind,
  selectedWorkloads,
  targetRefsOf,
  writeSome,
} from './policy-object.ts'
import { portsOf, type WorkloadPort } from './workload-ports.ts'

/** Speaks of requests where there are only connections. */
export const httpOnTcpPort: Rule = {
  id: 'MC118',
  aka: [],
  severity: 'warning',
  title: 'Rule speaks of HTTP on a port that does not speak it',
  cause:
    'The rule compares methods, paths, hosts or the like, and the ports that it is for are declared as TCP, TLS or the protocol of a database, where a proxy sees connections and no requests.',
  effect:
    'In an ALLOW policy the rule is left out and the connection is refused; in a DENY policy only its other parts count, so that more is denied than is written.',
  repair:
    'Name the ports that speak HTTP in the operation and give the others a rule without HTTP, or declare the protocol of the port by appProtocol.',
  source: 'https://istio.io/latest/docs/tasks/security/authorization/authz-tcp/',
  kinds: [authorizationPolicyKind],
  needs: ['Service', ...neededForSelection],
  check: function* (subject, view) {
    const { object, spec } = subject
    if (targetRefsOf(object).length > 0) return
    const rules = spec.get('rules').items()
    if (!rules.some((rule) => httpFieldsOf(rule).length > 0)) return
    const ports = portsBehind(subject, view)
    for (const rule of rules) {
      const fields = httpFieldsOf(rule)
      const [first] = fields
      const deaf = first === undefined ? [] : deafPorts(rule, ports)
      const [port] = deaf
      if (first === undefined || port === undefined) continue
      yield {
        field: first,
        message: `There is no HTTP on ${writeSome(deaf.map(writePort))} to compare ${writeSome(namesOf(fields))} with: ${outcomeOf(spec)}`,
        values: {
          ports: deaf.map(({ number }) => number).join(', '),
          fields: namesOf(fields).join(', '),
        },
        related: related(deaf),
      }
    }
  },
}

/** Those of workloads with proxies that read HTTP; ztunnel is the matter of another rule. */
function portsBehind({ object }: Subject, view: View): readonly WorkloadPort[] {
  return selectedWorkloads(view, object)
    .filter((workload) => !isAmbientWorkload(view, workload))
    .flatMap((workload) => portsOfWorkload(view, workload))
}

function portsOfWorkload(view: View, workload: Workload): readonly WorkloadPort[] {
  return servicesSelecting(view, workload.namespace, workload.labels).flatMap((service) =>
    portsOf(service, workload),
  )
}

/** The ports that the rule names and that speak no HTTP; if it names none, all, if none speaks it. */
function deafPorts(rule: Field, ports: readonly WorkloadPort[]): readonly WorkloadPort[] {
  const named = operationsOf(rule).flatMap((operation) => operation.get('ports').texts())
  const asked = named.length === 0 ? ports : ports.filter((one) => named.includes(`${one.number}`))
  const deaf = asked.filter(({ isConnectionOnly }) => isConnectionOnly)
  if (named.length === 0 && deaf.length < asked.length) return []
  return [...new Map(deaf.map((port) => [writePort(port), port])).values()]
}

const writePort = ({ number, protocol, workload }: WorkloadPort): string =>
  `port ${number} (${protocol}) of ${workload.name}`

function outcomeOf(spec: Field): string {
  return actionOf(spec) === 'DENY'
    ? 'the rule denies without it, that is more than it says'
    : 'the rule is left out there, and the connection refused unless another allows it'
}

function related(ports: readonly WorkloadPort[]): readonly KubeObject[] {
  return [...new Set(ports.flatMap(({ service, workload }) => [service, workload.object]))]
}
