import type { KubeObject } from '../../../seams.ts'
import { isRecord, listAt, recordAt, stringAt } from '../../../store/json.ts'
import type { Pod } from '../pods.ts'
import type { Seat } from '../report.ts'
import type { Ask } from './http-rule.ts'
import { selects } from './text-match.ts'

const attribute = 'istio_operationId'
const unclassified = 'unknown'

interface Match {
  readonly value: string
  readonly covers: (ask: Ask) => boolean
}

interface Plugin {
  readonly namespace: string
  readonly selector: unknown
  readonly matches: readonly Match[]
}

interface Tagging {
  readonly namespace: string
  readonly selector: unknown
  readonly seats: ReadonlySet<Seat>
}

interface PodRules {
  readonly seats: ReadonlySet<Seat>
  readonly matches: readonly Match[]
}

/**
 * Request classification: a plugin gives requests the name of an operation by their path and method,
 * and a Telemetry object puts the name on the request counter of the proxies that it selects.
 *
 * @see https://istio.io/latest/docs/tasks/observability/metrics/classify-metrics/
 */
export class Classification {
  private readonly plugins: readonly Plugin[]
  private readonly taggings: readonly Tagging[]
  private readonly rootNamespace: string
  private readonly rules = new WeakMap<Pod, PodRules>()

  constructor(
    objects: {
      readonly plugins: readonly KubeObject[]
      readonly telemetries: readonly KubeObject[]
    },
    rootNamespace: string,
  ) {
    this.plugins = objects.plugins.map(readPlugin)
    this.taggings = objects.telemetries.flatMap(readTagging)
    this.rootNamespace = rootNamespace
  }

  /** What this pod's proxy counts a request as: '' without the label, `unknown` when nothing matches. */
  operationOf(pod: Pod, seat: Seat, ask: Ask): string {
    if (ask.protocol === 'tcp') return ''
    const { seats, matches } = this.rulesOf(pod)
    if (!seats.has(seat)) return ''
    return matches.find(({ covers }) => covers(ask))?.value ?? unclassified
  }

  private rulesOf(pod: Pod): PodRules {
    let rules = this.rules.get(pod)
    if (rules === undefined) {
      const isFor = ({ namespace, selector }: Plugin | Tagging): boolean =>
        (namespace === pod.workload.namespace || namespace === this.rootNamespace) &&
        selects(selector, pod.labels)
      rules = {
        seats: new Set(this.taggings.filter(isFor).flatMap(({ seats }) => [...seats])),
        matches: this.plugins.filter(isFor).flatMap(({ matches }) => matches),
      }
      this.rules.set(pod, rules)
    }
    return rules
  }
}

function readPlugin({ metadata, spec }: KubeObject): Plugin {
  const attributes = listAt(recordAt(spec, 'pluginConfig'), 'attributes')
  return {
    namespace: metadata.namespace ?? '',
    selector: selectorOf(spec),
    matches: attributes
      .filter((entry) => stringAt(entry, 'output_attribute') === attribute)
      .flatMap((entry) => listAt(entry, 'match'))
      .map((match) => ({
        value: stringAt(match, 'value'),
        covers: readCondition(stringAt(match, 'condition')),
      })),
  }
}

const seatsOfMode: Readonly<Record<string, readonly Seat[]>> = {
  CLIENT: ['client'],
  SERVER: ['server', 'waypoint'],
}
const requestCounters = new Set(['', 'REQUEST_COUNT', 'ALL_METRICS'])

/** Empty unless the request counter gets the operation as a label. */
function readTagging({ metadata, spec }: KubeObject): readonly Tagging[] {
  const seats = listAt(spec, 'metrics')
    .flatMap((metrics) => listAt(metrics, 'overrides'))
    .filter((override) => {
      const tag = recordAt(recordAt(override, 'tagOverrides'), 'request_operation')
      const metric = stringAt(recordAt(override, 'match'), 'metric')
      return stringAt(tag, 'value').includes(attribute) && requestCounters.has(metric)
    })
    .flatMap((override) => {
      const mode = stringAt(recordAt(override, 'match'), 'mode')
      return seatsOfMode[mode] ?? Object.values(seatsOfMode).flat()
    })
  if (seats.length === 0) return []
  const namespace = metadata.namespace ?? ''
  return [{ namespace, selector: selectorOf(spec), seats: new Set(seats) }]
}

function selectorOf(spec: unknown): unknown {
  return isRecord(spec) ? recordAt(spec, 'selector')['matchLabels'] : undefined
}

const fields: Readonly<Record<string, (ask: Ask) => string>> = {
  'request.url_path': ({ path }) => path,
  'request.path': ({ path }) => path,
  'request.method': ({ method }) => method,
  'request.host': ({ host }) => host,
}

const tests: Readonly<Record<string, (text: string, wanted: string) => boolean>> = {
  '==': (text, wanted) => text === wanted,
  startsWith: (text, wanted) => text.startsWith(wanted),
  endsWith: (text, wanted) => text.endsWith(wanted),
  contains: (text, wanted) => text.includes(wanted),
}

const clausePattern = /^([\w.]+?)(?:\s*(==)\s*|\.(\w+)\()'([^']*)'\)?$/

/**
 * The part of CEL that such conditions are made of: comparisons of path, method and host, joined by
 * `&&`. A condition with anything else in it holds for no request.
 */
function readCondition(text: string): (ask: Ask) => boolean {
  const clauses = text.split('&&').map((clause) => {
    const [, field = '', sign, call, wanted = ''] = clausePattern.exec(clause.trim()) ?? []
    const read = fields[field]
    const test = tests[sign ?? call ?? '']
    return read === undefined || test === undefined ? null : (ask: Ask) => test(read(ask), wanted)
  })
  return (ask) => clauses.every((clause) => clause?.(ask) === true)
}
