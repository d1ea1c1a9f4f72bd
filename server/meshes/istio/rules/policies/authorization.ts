import type { Field } from '../../../../seams/field.ts'

export type Action = 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM'

/** What an AuthorizationPolicy does with requests that match: ALLOW unless it says otherwise. */
export function actionOf(spec: Field): Action {
  const text = spec.get('action').text()
  return text === 'DENY' || text === 'AUDIT' || text === 'CUSTOM' ? text : 'ALLOW'
}

export function sourcesOf(rule: Field): readonly Field[] {
  return rule
    .get('from')
    .items()
    .map((from) => from.get('source'))
}

export function operationsOf(rule: Field): readonly Field[] {
  return rule
    .get('to')
    .items()
    .map((to) => to.get('operation'))
}

/** One value in a list of values that a request is compared with. */
export interface Compared {
  readonly field: Field
  readonly text: string
  /** It stands in a list such as `notPaths`, which matches whatever is not in it. */
  readonly isNegative: boolean
}

/**
 * The values that are compared with one thing, wherever a policy may say them: in fields of a
 * source (`namespaces`, `notNamespaces`) and in conditions by key (`source.namespace`).
 */
export function comparedInSources(spec: Field, name: string, key: string | null): Compared[] {
  return spec
    .get('rules')
    .items()
    .flatMap((rule) => [
      ...sourcesOf(rule).flatMap((source) => bothLists(source, name)),
      ...(key === null ? [] : conditionsOf(rule, key).flatMap((one) => bothLists(one, 'values'))),
    ])
}

/** Same for fields of an operation (`methods`, `notMethods`). */
export function comparedInOperations(spec: Field, name: string): Compared[] {
  return spec
    .get('rules')
    .items()
    .flatMap((rule) => operationsOf(rule).flatMap((operation) => bothLists(operation, name)))
}

export function conditionsOf(rule: Field, key: string): readonly Field[] {
  return rule
    .get('when')
    .items()
    .filter((condition) => condition.get('key').text() === key)
}

function bothLists(parent: Field, name: string): Compared[] {
  return [...comparedIn(parent.get(name), false), ...comparedIn(parent.get(negativeOf(name)), true)]
}

function comparedIn(list: Field, isNegative: boolean): Compared[] {
  return list.items().flatMap((field) => {
    const text = field.text()
    return text === null || text === '' ? [] : [{ field, text, isNegative }]
  })
}

/** `notPaths` for `paths`. */
export function negativeOf(name: string): string {
  return `not${name.charAt(0).toUpperCase()}${name.slice(1)}`
}

/** How Istio compares texts: `*` any, `a*` by prefix, `*a` by suffix, else the very same. */
export function matchesPattern(pattern: string, text: string): boolean {
  if (pattern === '*') return text !== ''
  if (pattern.startsWith('*')) return text.endsWith(pattern.slice(1))
  if (pattern.endsWith('*')) return text.startsWith(pattern.slice(0, -1))
  return pattern === text
}

export function isPattern(text: string): boolean {
  return text.startsWith('*') || text.endsWith('*')
}
