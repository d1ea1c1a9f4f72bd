import type { Field } from '../../../../seams/field.ts'

/** Conditions that hold for a list when one of its values fits. */
const listConditions = ['sniHosts', 'destinationSubnets', 'gateways']
const scalarConditions = ['port', 'sourceNamespace', 'sourceSubnet']
const textConditions = ['uri', 'scheme', 'method', 'authority']
const namedConditions = ['headers', 'queryParams']
/** Names of matches and switches are no conditions. */
const noConditions = ['name', 'statPrefix', 'ignoreUriCase']
const known: ReadonlySet<string> = new Set([
  ...listConditions,
  ...scalarConditions,
  ...textConditions,
  ...namedConditions,
  ...noConditions,
  'sourceLabels',
  'withoutHeaders',
])

/**
 * Whether everything that `narrow` matches is matched by `wide` as well, as far as can be told
 * without trying requests: no, when in doubt.
 */
export function coversMatch(wide: Field, narrow: Field): boolean {
  if (wide.entries().some(([name]) => !known.has(name))) return false
  return (
    listConditions.every((name) => coversList(wide.get(name), narrow.get(name))) &&
    scalarConditions.every((name) => coversScalar(wide.get(name), narrow.get(name))) &&
    textConditions.every((name) => coversTextOf(name, wide, narrow)) &&
    namedConditions.every((name) => coversNamed(wide.get(name), narrow.get(name))) &&
    coversLabels(wide.get('sourceLabels'), narrow.get('sourceLabels')) &&
    coversExactly(wide.get('withoutHeaders'), narrow.get('withoutHeaders'))
  )
}

/** Whether a match has no condition that any request could fail. */
export function matchesEverything(match: Field): boolean {
  return match.entries().every(([name, condition]) => {
    if (noConditions.includes(name) || condition.isAbsent) return true
    return name === 'uri' && isAnyPath(condition)
  })
}

function isAnyPath(uri: Field): boolean {
  const regex = uri.get('regex').text()
  return uri.get('prefix').text() === '/' || regex === '.*' || regex === '/.*'
}

function coversList(wide: Field, narrow: Field): boolean {
  if (wide.isAbsent) return true
  const values = wide.texts()
  const wanted = narrow.texts()
  return wanted.length > 0 && wanted.every((one) => values.some((value) => fits(value, one)))
}

const fits = (wide: string, narrow: string): boolean =>
  wide === narrow || (wide.startsWith('*') && narrow.endsWith(wide.slice(1)))

const coversScalar = (wide: Field, narrow: Field): boolean =>
  wide.isAbsent || wide.value === narrow.value

function coversTextOf(name: string, wide: Field, narrow: Field): boolean {
  const ignoresCase = name === 'uri' && wide.get('ignoreUriCase').flag() === true
  if (name === 'uri' && isAnyPath(wide.get('uri'))) return true
  if (name === 'uri' && narrow.get('ignoreUriCase').flag() === true && !ignoresCase) {
    return wide.get(name).isAbsent
  }
  return coversText(wide.get(name), narrow.get(name), ignoresCase)
}

/** `exact`, `prefix` or `regex`; of a regex only its likeness is looked at. */
function coversText(wide: Field, narrow: Field, ignoresCase: boolean): boolean {
  if (wide.isAbsent) return true
  const read = (field: Field, name: string): string | null => {
    const text = field.get(name).text()
    return ignoresCase ? (text?.toLowerCase() ?? null) : text
  }
  const regex = read(wide, 'regex')
  if (regex !== null) return regex === '.*' ? narrow.isPresent : regex === read(narrow, 'regex')
  const exact = read(narrow, 'exact')
  const wideExact = read(wide, 'exact')
  if (wideExact !== null) return wideExact === exact
  const prefix = read(wide, 'prefix')
  const start = exact ?? read(narrow, 'prefix')
  return prefix !== null && start !== null && start.startsWith(prefix)
}

/** A header that only has to be there (`{}`) is met by whatever asks for a value of it. */
function coversNamed(wide: Field, narrow: Field): boolean {
  return wide.entries().every(([name, condition]) => {
    const other = narrow.get(name)
    if (other.value === undefined) return false
    const isPresence = condition.isAbsent || condition.entries().length === 0
    return isPresence || coversText(condition, other, false)
  })
}

function coversLabels(wide: Field, narrow: Field): boolean {
  const labels = narrow.labels()
  return Object.entries(wide.labels()).every(([name, value]) => labels[name] === value)
}

const coversExactly = (wide: Field, narrow: Field): boolean =>
  wide.isAbsent || JSON.stringify(wide.value) === JSON.stringify(narrow.value)
