import type { Field } from '../../../../seams/field.ts'

/** One change that an EnvoyFilter makes to what istiod sends to proxies. */
export interface EnvoyPatch {
  readonly field: Field
  readonly operation: Field
  readonly applyTo: string
  /** The filter that it speaks of; null when it names none. */
  readonly filter: string | null
  readonly hasProxyVersion: boolean
}

export function patchesOf(spec: Field): readonly EnvoyPatch[] {
  return spec
    .get('configPatches')
    .items()
    .map((field) => ({
      field,
      operation: field.get('patch', 'operation'),
      applyTo: field.get('applyTo').text() ?? '',
      filter:
        field.get('patch', 'value', 'name').text() ??
        field.get('match', 'listener', 'filterChain', 'filter', 'name').text(),
      hasProxyVersion: (field.get('match', 'proxy', 'proxyVersion').text() ?? '') !== '',
    }))
}

/** Lists of routes cannot be added to or taken from, only merged into or inserted into. */
export function isOfRoutes({ applyTo }: EnvoyPatch): boolean {
  return applyTo === 'ROUTE_CONFIGURATION' || applyTo === 'HTTP_ROUTE'
}

export function isOfFilters({ applyTo }: EnvoyPatch): boolean {
  return applyTo === 'HTTP_FILTER' || applyTo === 'NETWORK_FILTER'
}

/** Whether what it does depends on what other EnvoyFilters have done before. */
export function isRelative(patch: EnvoyPatch): boolean {
  const operation = patch.operation.text()
  if (operation === 'INSERT_BEFORE' || operation === 'INSERT_AFTER') return true
  if (operation === 'REMOVE') return !isOfRoutes(patch)
  return operation === 'REPLACE' && isOfFilters(patch)
}

/** Nothing said is 0, which is nobody before and nobody after. */
export function hasPriority(spec: Field): boolean {
  return (spec.get('priority').number() ?? 0) !== 0
}
