import type { Field } from '../../../../seams/field.ts'
import type { Hit, Rule } from '../../../../seams/rule.ts'
import {
  actionOf,
  matchesPattern,
  negativeOf,
  operationsOf,
  sourcesOf,
  type Action,
} from './authorization.ts'
import { authorizationPolicyKind } from './policy-object.ts'
import { readPrincipal } from './principal.ts'

const sourceLists = [
  'principals',
  'requestPrincipals',
  'namespaces',
  'serviceAccounts',
  'ipBlocks',
  'remoteIpBlocks',
]
const operationLists = ['hosts', 'ports', 'methods', 'paths']

/** Rules that no request can satisfy. */
export const neverMatches: Rule = {
  id: 'MC119',
  aka: [],
  severity: 'error',
  title: 'Policy that no request can satisfy',
  cause:
    'A rule asks for things that exclude each other, such as a path that the same operation leaves out again, or a policy that denies has no rules, which matches nothing.',
  effect:
    'The rule never matches: a DENY policy protects nothing, an ALLOW policy lets in nobody by this rule.',
  repair:
    'Remove one of the two, or split the rule. A DENY policy for everything is `rules: [{}]`; an ALLOW policy without rules, which refuses everything, is right as it is.',
  source:
    'https://istio.io/latest/docs/reference/config/security/authorization-policy/#AuthorizationPolicy',
  kinds: [authorizationPolicyKind],
  needs: [],
  check: function* ({ spec }) {
    const action = actionOf(spec)
    const rules = spec.get('rules')
    if (rules.items().length === 0) {
      if (action !== 'ALLOW' && isEmptyList(rules)) yield withoutRules(rules, action)
      return
    }
    const contradictions = rules.items().map((rule) => [...contradictionsIn(rule)])
    const isDead = contradictions.every((found) => found.some(({ isFatal }) => isFatal))
    for (const { field, text, values } of contradictions.flat()) {
      yield {
        field,
        severity: isDead ? 'error' : 'warning',
        message: `${text}: ${effectOf(action)}`,
        values,
      }
    }
  },
}

const isEmptyList = (rules: Field): boolean => rules.isAbsent || Array.isArray(rules.value)

function withoutRules(field: Field, action: Action): Hit {
  return {
    field,
    message: `This ${action} policy has no rules, which matches no request; for all requests write rules: [{}]`,
    values: { action },
  }
}

function effectOf(action: Action): string {
  return action === 'ALLOW' ? 'nobody is let in by this' : 'nothing is matched by this'
}

interface Contradiction {
  readonly field: Field
  readonly text: string
  readonly values: Readonly<Record<string, string>>
  /** No part of the rule is left to match. */
  readonly isFatal: boolean
}

function* contradictionsIn(rule: Field): Iterable<Contradiction> {
  const sources = sourcesOf(rule)
  const operations = operationsOf(rule)
  for (const source of sources) {
    const found = [...excluded(source, sourceLists), ...foreignNamespaces(source)]
    for (const one of found) yield { ...one, isFatal: sources.length === 1 }
  }
  for (const operation of operations) {
    for (const one of excluded(operation, operationLists)) {
      yield { ...one, isFatal: operations.length === 1 }
    }
  }
  for (const condition of rule.get('when').items()) {
    const found = pairExcluded(condition.get('values'), condition.get('notValues'))
    if (found !== null) yield { ...found, isFatal: true }
  }
}

type Found = Omit<Contradiction, 'isFatal'>

function excluded(parent: Field, names: readonly string[]): readonly Found[] {
  return names.flatMap((name) => {
    const found = pairExcluded(parent.get(name), parent.get(negativeOf(name)))
    return found === null ? [] : [found]
  })
}

/** Whether all that the one list takes is left out by the other. */
function pairExcluded(taken: Field, leftOut: Field): Found | null {
  const wanted = taken.texts()
  const unwanted = leftOut.texts()
  if (wanted.length === 0 || unwanted.length === 0) return null
  if (!wanted.every((one) => unwanted.some((other) => coversPattern(other, one)))) return null
  const name = String(leftOut.path.at(-1))
  return {
    field: leftOut,
    text: `${name} leaves out all that ${String(taken.path.at(-1))} takes (${wanted.join(', ')})`,
    values: { taken: wanted.join(', '), leftOut: unwanted.join(', ') },
  }
}

/** Callers by principal that are all of other namespaces than those that are asked for as well. */
function foreignNamespaces(source: Field): readonly Found[] {
  const namespaces = source.get('namespaces')
  const wanted = namespaces.texts()
  const principals = source.get('principals').texts()
  if (wanted.length === 0 || principals.length === 0) return []
  const homes = principals.map((text) => readPrincipal(text)?.namespace ?? null)
  const isExcluded = homes.every(
    (home) => home !== null && !wanted.some((pattern) => matchesPattern(pattern, home)),
  )
  if (!isExcluded) return []
  return [
    {
      field: namespaces,
      text: `The principals are of ${homes.join(', ')}, the namespaces that are asked for as well are ${wanted.join(', ')}`,
      values: { principals: principals.join(', '), namespaces: wanted.join(', ') },
    },
  ]
}

/** Whether every text that `inner` matches is matched by `outer`. */
function coversPattern(outer: string, inner: string): boolean {
  if (outer === inner || outer === '*') return true
  if (inner === '*') return false
  if (inner.startsWith('*')) return outer.startsWith('*') && inner.endsWith(outer.slice(1))
  if (inner.endsWith('*')) return outer.endsWith('*') && matchesPattern(outer, inner.slice(0, -1))
  return matchesPattern(outer, inner)
}
