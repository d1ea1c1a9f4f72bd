import { isEqual, isRecord, stringAt } from '../store/json.ts'
import { KubeStatusError } from './status.ts'

/** RFC 6902. @throws KubeStatusError when an operation cannot be done */
export function applyJsonPatch(document: unknown, operations: unknown): unknown {
  if (!Array.isArray(operations)) {
    throw new KubeStatusError('BadRequest', 'a JSON patch is a list of operations')
  }
  return operations.reduce<unknown>((current, operation) => applyOne(current, operation), document)
}

function applyOne(document: unknown, operation: unknown): unknown {
  const path = readPointer(stringAt(operation, 'path'))
  const value = isRecord(operation) ? operation['value'] : undefined
  switch (stringAt(operation, 'op')) {
    case 'add':
      return change(document, path, { value, mode: 'add' })
    case 'replace':
      return change(document, path, { value, mode: 'replace' })
    case 'remove':
      return change(document, path, { value: undefined, mode: 'remove' })
    case 'test':
      if (isEqual(valueAt(document, path), value)) return document
      throw refusal(`testing value ${stringAt(operation, 'path')} failed`)
    case 'copy':
    case 'move':
      return relocate(document, operation, path)
    default:
      throw refusal(`unexpected operation ${JSON.stringify(operation)}`)
  }
}

function relocate(document: unknown, operation: unknown, path: readonly string[]): unknown {
  const from = readPointer(stringAt(operation, 'from'))
  const value = valueAt(document, from)
  const isMove = stringAt(operation, 'op') === 'move'
  const without = isMove ? change(document, from, { value: undefined, mode: 'remove' }) : document
  return change(without, path, { value, mode: 'add' })
}

interface Change {
  readonly value: unknown
  readonly mode: 'add' | 'replace' | 'remove'
}

function change(target: unknown, path: readonly string[], what: Change): unknown {
  const [step, ...rest] = path
  if (step === undefined) return what.mode === 'remove' ? undefined : what.value
  if (Array.isArray(target)) return changeList(target, step, { rest, what })
  if (!isRecord(target)) throw refusal(`missing value at "${step}"`)
  if (rest.length > 0) {
    if (!Object.hasOwn(target, step)) throw refusal(`missing path: /${step}`)
    return { ...target, [step]: change(target[step], rest, what) }
  }
  // As the real server does, and unlike the RFC: replacing a field that is not there adds it.
  if (what.mode === 'remove' && !Object.hasOwn(target, step)) {
    throw refusal(`Unable to remove nonexistent key: ${step}: missing value`)
  }
  if (what.mode !== 'remove') return { ...target, [step]: what.value }
  return Object.fromEntries(Object.entries(target).filter(([key]) => key !== step))
}

function changeList(
  list: readonly unknown[],
  step: string,
  { rest, what }: { readonly rest: readonly string[]; readonly what: Change },
): unknown {
  const index = step === '-' ? list.length : Number(step)
  const isAdd = what.mode === 'add' && rest.length === 0
  if (!Number.isInteger(index) || index < 0 || index > list.length - (isAdd ? 0 : 1)) {
    throw refusal(`Unable to access invalid index: ${step}`)
  }
  if (rest.length > 0) return list.with(index, change(list[index], rest, what))
  if (what.mode === 'replace') return list.with(index, what.value)
  return what.mode === 'add' ? list.toSpliced(index, 0, what.value) : list.toSpliced(index, 1)
}

function valueAt(document: unknown, path: readonly string[]): unknown {
  let value = document
  for (const step of path) {
    if (Array.isArray(value)) value = value[Number(step)]
    else value = isRecord(value) ? value[step] : undefined
    if (value === undefined) throw refusal(`missing path: ${step}`)
  }
  return value
}

function readPointer(text: string): readonly string[] {
  if (text === '') return []
  return text
    .split('/')
    .slice(1)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The real server does not tell its reason; it is kept as the cause. */
function refusal(why: string): KubeStatusError {
  const error = new KubeStatusError(
    'Invalid',
    'the server rejected our request due to an error in our request',
    {},
  )
  error.cause = why
  return error
}
