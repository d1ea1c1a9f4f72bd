import type { Graph, Mark } from '#contract/graph.ts'
import { healthStatuses } from '#contract/health.ts'
import { healthLooks } from '../../../../components/health-look.ts'
import { explainFlags } from '../../../../components/flag-words.ts'
import { flagsOf, protocolsOf } from '#contract/graph-language/edge-operands.ts'
import type { Expression } from '#contract/graph-language/expression.ts'
import { parse } from '#contract/graph-language/parse.ts'
import { t } from '../../../../i18n/t.ts'
import { write, writeText } from '../../../../lib/graph-language/write.ts'

/** One value that elements of the picture have, as a criterion that can be chosen. */
export interface Facet {
  readonly word: string
  readonly expression: string
  /** How many elements it finds. */
  readonly amount: number
}

export interface FacetGroup {
  readonly title: string
  readonly of: 'nodes' | 'edges'
  readonly facets: readonly Facet[]
}

/** What the picture has of each; groups without a choice are left out. */
export function facetGroups(graph: Graph): readonly FacetGroup[] {
  const { nodes, edges } = graph
  const health = countBy(nodes.map((node) => [node.health.status]))
  const places = countBy(nodes.map(({ namespace }) => (namespace === null ? [] : [namespace])))
  const marks = countBy(nodes.map((node) => node.marks))
  const protocols = countBy(edges.map(protocolsOf))
  const flags = countBy(edges.map(flagsOf))
  const groups: readonly FacetGroup[] = [
    {
      title: t('Health'),
      of: 'nodes',
      facets: healthStatuses.map((status) => ({
        word: healthLooks[status].word,
        expression: `health = ${status}`,
        amount: health.get(status) ?? 0,
      })),
    },
    { title: 'mTLS', of: 'edges', facets: mtlsFacets(graph) },
    {
      title: t('Protocol'),
      of: 'edges',
      facets: [...protocols].sort().map(([protocol, amount]) => ({
        word: protocolWords[protocol] ?? protocol,
        expression: `protocol = ${writeText(protocol)}`,
        amount,
      })),
    },
    {
      title: t('Flags of responses'),
      of: 'edges',
      facets: [...flags].sort().map(([flag, amount]) => ({
        word:
          flag in graph.flagWords
            ? [flag, ...explainFlags(flag, graph.flagWords)].join(' · ')
            : flag,
        expression: `flag = ${writeText(flag)}`,
        amount,
      })),
    },
    {
      title: t('What it is'),
      of: 'nodes',
      facets: markFacets.map(({ mark, word, expression }) => ({
        word,
        expression,
        amount: marks.get(mark) ?? 0,
      })),
    },
    {
      title: t('Namespace'),
      of: 'nodes',
      facets: [...places].sort().map(([name, amount]) => ({
        word: name,
        expression: `namespace = ${writeText(name)}`,
        amount,
      })),
    },
  ]
  return groups
    .map((group) => ({ ...group, facets: group.facets.filter(({ amount }) => amount > 0) }))
    .filter(({ facets }) => facets.length > 0)
}

const protocolWords: Readonly<Record<string, string>> = { http: 'HTTP', grpc: 'gRPC', tcp: 'TCP' }

/** How many have each value; an element that has one twice counts once. */
function countBy<Value>(lists: readonly (readonly Value[])[]): ReadonlyMap<Value, number> {
  const amounts = new Map<Value, number>()
  for (const list of lists) {
    for (const value of new Set(list)) amounts.set(value, (amounts.get(value) ?? 0) + 1)
  }
  return amounts
}

function mtlsFacets({ edges }: Graph): readonly Facet[] {
  const amountOf = (fits: (share: number | null) => boolean): number =>
    edges.filter(({ mtls }) => fits(mtls.share)).length
  return [
    { word: t('All of it'), expression: '%mtls = 100', amount: amountOf((share) => share === 1) },
    {
      word: t('Some of it'),
      expression: '%mtls > 0 and %mtls < 100',
      amount: amountOf((share) => share !== null && share > 0 && share < 1),
    },
    { word: t('None'), expression: '%mtls = 0', amount: amountOf((share) => share === 0) },
    { word: t('Unknown'), expression: '!%mtls >= 0', amount: amountOf((share) => share === null) },
  ]
}

const markFacets: readonly { mark: Mark; word: string; expression: string }[] = [
  { mark: 'root', word: t('Where traffic starts'), expression: 'trafficsource' },
  { mark: 'idle', word: t('Idle'), expression: 'idle' },
  { mark: 'dead', word: t('Without workload'), expression: 'dead' },
  { mark: 'outOfMesh', word: t('Out of mesh'), expression: 'outofmesh' },
  { mark: 'ambient', word: t('Ambient'), expression: 'ambient' },
  { mark: 'gateway', word: t('Gateway'), expression: 'gateway' },
  { mark: 'waypoint', word: t('Waypoint'), expression: 'waypoint' },
  { mark: 'serviceEntry', word: t('Host added by configuration'), expression: 'serviceentry' },
  { mark: 'workloadEntry', word: t('With members outside'), expression: 'workloadentry' },
  { mark: 'circuitBreaker', word: t('Circuit breaker'), expression: 'circuitbreaker' },
  { mark: 'faultInjection', word: t('Faults injected'), expression: 'faultinjection' },
  { mark: 'trafficShifting', word: t('Split by weight'), expression: 'trafficshifting' },
  { mark: 'mirroring', word: t('Mirrored'), expression: 'mirroring' },
  { mark: 'timeout', word: t('With time-out'), expression: 'requesttimeout' },
]

/** Whether a criterion is one of the alternatives that a text already asks for. */
export function hasAlternative(text: string | null, criterion: string): boolean {
  const wanted = canonical(criterion)
  return alternativesOf(text).some((one) => write(one) === wanted)
}

/** The text with a criterion as one more alternative, or without it; null when nothing is left. */
export function toggleAlternative(text: string | null, criterion: string): string | null {
  const all = alternativesOf(text)
  const wanted = canonical(criterion)
  const rest = all.filter((one) => write(one) !== wanted)
  const kept = rest.map(({ from, to }) => (text ?? '').slice(from, to))
  const next = rest.length < all.length ? kept : [...kept, criterion]
  return next.length === 0 ? null : next.join(' or ')
}

function alternativesOf(text: string | null): readonly Expression[] {
  const parsed = parse(text ?? '')
  if (parsed.kind !== 'expression') return []
  const { expression } = parsed
  if (expression.kind !== 'or' || isWrapped(expression)) return [expression]
  return expression.parts
}

/** Something in parentheses is one alternative: `(a or b)` begins before its first part does. */
function isWrapped({ from, parts }: Extract<Expression, { kind: 'and' | 'or' }>): boolean {
  return parts[0]?.from !== from
}

function canonical(criterion: string): string {
  const parsed = parse(criterion)
  return parsed.kind === 'expression' ? write(parsed.expression) : criterion
}
