import type { LiveObject } from '../../seams/object-calls.ts'
import { isRaw, objectAt, textAt, type Raw } from './raw.ts'

/** Where the content of a Secret is, or is repeated. */
const secretFields = new Set(['data', 'stringData'])
const lastApplied = 'kubectl.kubernetes.io/last-applied-configuration'

/**
 * An object as it came, for those outside: null when it is none. A Secret comes without its content
 * and without what repeats it.
 *
 * @param usual what the objects of a list do not repeat
 */
export function readLiveObject(raw: unknown, usual: Raw = {}): LiveObject | null {
  if (!isRaw(raw)) return null
  const whole: Raw = { ...usual, ...raw }
  const apiVersion = textAt(whole, 'apiVersion')
  const kind = textAt(whole, 'kind')
  const metadata = objectAt(whole, 'metadata')
  const name = textAt(metadata, 'name')
  if (apiVersion === null || kind === null || name === null) return null
  const object: LiveObject = { ...whole, apiVersion, kind, metadata: { ...metadata, name } }
  return isSecret({ group: apiVersion === 'v1' ? '' : apiVersion, kind })
    ? withoutContent(object)
    : object
}

/** Whether objects of a kind are Secrets, whose content is nobody's here. */
export function isSecret({
  group,
  kind,
}: {
  readonly group: string
  readonly kind: string
}): boolean {
  return group === '' && kind === 'Secret'
}

function withoutContent(object: LiveObject): LiveObject {
  const { metadata } = object
  const annotations = Object.entries(metadata.annotations ?? {}).filter(
    ([name]) => name !== lastApplied,
  )
  const fields = Object.entries(object).filter(([field]) => !secretFields.has(field))
  return {
    ...Object.fromEntries(fields),
    apiVersion: object.apiVersion,
    kind: object.kind,
    metadata: { ...metadata, annotations: Object.fromEntries(annotations) },
  }
}
