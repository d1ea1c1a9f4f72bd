type Labels = Readonly<Record<string, string>>

/**
 * Reads `app`, `app=cart` or `app=cart,basket team=a`. In `or` mode one of the terms suffices, and
 * keys and values count by how they begin; in `and` mode all terms must hold and a key without
 * values must be there in full. Null: it asks for nothing.
 */
export function readLabelFilter(
  text: string,
  mode: 'and' | 'or',
): ((labels: Labels) => boolean) | null {
  const terms = text
    .split(/\s+/)
    .filter((term) => term !== '' && term !== '=')
    .map((term) => readTerm(term, mode))
  if (terms.length === 0) return null
  return mode === 'and'
    ? (labels) => terms.every((holds) => holds(labels))
    : (labels) => terms.some((holds) => holds(labels))
}

function readTerm(term: string, mode: 'and' | 'or'): (labels: Labels) => boolean {
  const equals = term.indexOf('=')
  const key = equals === -1 ? term : term.slice(0, equals)
  const values =
    equals === -1
      ? []
      : term
          .slice(equals + 1)
          .split(',')
          .filter((one) => one !== '')
  if (values.length > 0)
    return (labels) => {
      const own = labels[key]
      return own !== undefined && values.some((value) => own.startsWith(value))
    }
  if (mode === 'and') return (labels) => labels[key] !== undefined
  return (labels) => Object.keys(labels).some((name) => name.startsWith(key))
}
