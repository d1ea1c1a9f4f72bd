/** What stands where a secret stood. */
export const removed = '[removed]'

export interface Redactor {
  readonly text: (text: string) => string
  /** Every text in it, and whatever stands under a name that secrets have. */
  readonly value: (value: unknown) => unknown
}

const shortest = 4 // shorter ones would be found in the middle of words

/** Secrets by their looks: whoever wrote them, and wherever they came from. */
const looks: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [^-]+-----[\s\S]*?(?:-----END [^-]+-----|$)/g, removed],
  [/\beyJ[\w-]{8,}\.[\w-]{8,}(?:\.[\w-]*)?/g, removed], // JSON web tokens
  [/\b(bearer|basic)\s+[\w.~+/=-]{6,}/gi, `$1 ${removed}`],
  [/(\w:\/\/)[^\s/@]+@/g, `$1${removed}@`],
  [named('=', 1), `$1${removed}`],
  [named(':', 6), `$1${removed}`], // prose has colons too
]

/** What follows a name that secrets have, of at least so many letters. */
function named(sign: '=' | ':', letters: number): RegExp {
  const name = '[\\w.-]*(?:token|passw(?:or)?d|secret|api[-_]?key|authorization|credential)'
  return new RegExp(
    `(${name}["']?\\s*${sign}\\s*["']?)(?!\\[removed)[^\\s"'&,;]{${letters},}`,
    'gi',
  )
}

const secretName = /token|passw(or)?d|secret|api[-_]?key|authorization|credential|cookie/i
/** A file's name is no secret, and neither is whether there is one. */
const harmlessName = /(file|folder|path)$/i

/**
 * Removes these secrets, in the forms that they travel in, and all that looks like one.
 *
 * @param secrets as they are; what is shorter than four letters is left to be withheld by name
 */
export function createRedactor(secrets: readonly string[]): Redactor {
  const known = [...new Set(secrets.filter((one) => one.length >= shortest).flatMap(formsOf))].sort(
    (one, other) => other.length - one.length,
  )
  const text = (given: string): string => {
    const without = known.reduce((rest, secret) => rest.replaceAll(secret, removed), given)
    return looks.reduce((rest, [look, instead]) => rest.replace(look, instead), without)
  }
  const value = (given: unknown): unknown => {
    if (typeof given === 'string') return text(given)
    if (Array.isArray(given)) return given.map(value)
    if (typeof given !== 'object' || given === null) return given
    return Object.fromEntries(
      Object.entries(given).map(([name, inner]) => {
        const isSecret = secretName.test(name) && !harmlessName.test(name) && isText(inner)
        return [text(name), isSecret ? removed : value(inner)]
      }),
    )
  }
  return { text, value }
}

const isText = (value: unknown): boolean => typeof value === 'string' && value !== ''

function formsOf(secret: string): readonly string[] {
  return [secret, encodeURIComponent(secret), Buffer.from(secret).toString('base64')]
}
