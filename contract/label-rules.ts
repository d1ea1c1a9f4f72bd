/**
 * What Kubernetes takes as keys and values of labels and annotations, so that a slip is named while
 * it is typed. The API server has the last word.
 *
 * @see https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/
 */
export const textProblems = [
  'keyMissing',
  'keyTooLong',
  'keyCharacters',
  'keySlashes',
  'prefixMissing',
  'prefixTooLong',
  'prefixCharacters',
  'valueTooLong',
  'valueCharacters',
  'duplicate',
  'tooMuch',
] as const
export type TextProblem = (typeof textProblems)[number]

/** What each of them is called in English. */
export const textProblemWords = {
  keyMissing: 'The key is missing.',
  keyTooLong: 'The name of a key has at most 63 characters.',
  keyCharacters:
    'The name of a key begins and ends with a letter or digit, with letters, digits, "-", "_" and "." between.',
  keySlashes: 'A key has at most one slash: behind its prefix.',
  prefixMissing: 'A prefix stands before the slash.',
  prefixTooLong: 'The prefix of a key has at most 253 characters.',
  prefixCharacters:
    'The prefix of a key is a domain in lower case: letters, digits, "-" and "." between them.',
  valueTooLong: 'The value of a label has at most 63 characters.',
  valueCharacters:
    'The value of a label is empty, or begins and ends with a letter or digit, with letters, digits, "-", "_" and "." between.',
  duplicate: 'This key is there twice.',
  tooMuch: 'All annotations of an object together have at most 256 KiB.',
} as const satisfies Record<TextProblem, string>

const name = /^[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/
const domain = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/
const longestName = 63
const longestPrefix = 253
const mostAnnotationBytes = 256 * 1024

/** Null: it is a key. Of annotations the case of the prefix does not count. */
export function findKeyProblem(key: string, what: 'label' | 'annotation'): TextProblem | null {
  if (key === '') return 'keyMissing'
  const [first = '', second, ...rest] = key.split('/')
  if (rest.length > 0) return 'keySlashes'
  if (second === undefined) return findNameProblem(first)
  const prefix = what === 'annotation' ? first.toLowerCase() : first
  if (prefix === '') return 'prefixMissing'
  if (prefix.length > longestPrefix) return 'prefixTooLong'
  if (!domain.test(prefix)) return 'prefixCharacters'
  return findNameProblem(second)
}

function findNameProblem(text: string): TextProblem | null {
  if (text === '') return 'keyMissing'
  if (text.length > longestName) return 'keyTooLong'
  return name.test(text) ? null : 'keyCharacters'
}

/** Null: it is a value of a label. Annotations may be anything. */
export function findLabelValueProblem(value: string): TextProblem | null {
  if (value === '') return null
  if (value.length > longestName) return 'valueTooLong'
  return name.test(value) ? null : 'valueCharacters'
}

/** Whether annotations are larger in all than the API server takes. */
export function isTooMuch(texts: Readonly<Record<string, string>>): boolean {
  const encoder = new TextEncoder()
  const bytes = (text: string): number => encoder.encode(text).length
  const all = Object.entries(texts).reduce((sum, [key, value]) => sum + bytes(key + value), 0)
  return all > mostAnnotationBytes
}
