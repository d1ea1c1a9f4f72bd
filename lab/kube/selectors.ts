import type { KubeObject } from '../seams.ts'
import { isRecord } from '../store/json.ts'
import { KubeStatusError } from './status.ts'

export type ObjectTest = (object: KubeObject) => boolean

/** `app=a,version!=v1,tier in (x, y),!legacy`. @throws KubeStatusError when it cannot be read */
export function readLabelSelector(text: string | null): ObjectTest {
  if (text === null || text.trim() === '') return () => true
  const tests = splitRequirements(text).map(readRequirement)
  return ({ metadata }) => tests.every((test) => test(metadata.labels ?? {}))
}

type LabelTest = (labels: Readonly<Record<string, string>>) => boolean

/** Commas within parentheses separate values, not requirements. */
function splitRequirements(text: string): readonly string[] {
  return text.split(/,(?![^(]*\))/).map((part) => part.trim())
}

const keyPattern = /^[A-Za-z0-9]([-A-Za-z0-9_./]*[A-Za-z0-9])?$/

function readRequirement(text: string): LabelTest {
  const set = /^(\S+)\s+(in|notin)\s*\(([^)]*)\)$/.exec(text)
  if (set !== null) {
    const [, key = '', operator = '', list = ''] = set
    const values = list.split(',').map((value) => value.trim())
    return (labels) => {
      const value = labels[key]
      return value === undefined
        ? operator === 'notin'
        : values.includes(value) === (operator === 'in')
    }
  }
  const comparison = /^([^=!\s]+)\s*(==|=|!=)\s*(\S*)$/.exec(text)
  if (comparison !== null) {
    const [, key = '', operator = '', value = ''] = comparison
    return (labels) => (labels[key] === value) === (operator !== '!=')
  }
  const isAbsence = text.startsWith('!')
  const key = isAbsence ? text.slice(1).trim() : text
  const [, second] = key.split(/\s+/)
  if (second !== undefined) {
    throw new KubeStatusError(
      'BadRequest',
      `unable to parse requirement: found '${second}', expected: in, notin, =, ==, !=, gt, lt`,
    )
  }
  if (!keyPattern.test(key)) {
    throw new KubeStatusError(
      'BadRequest',
      `unable to parse requirement: found '${text}', expected: a label key`,
    )
  }
  return (labels) => key in labels !== isAbsence
}

/** Fields that the API server can select by, beside name and namespace. */
const selectableFields: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec.nodeName', 'status.phase', 'status.podIP', 'spec.serviceAccountName'],
  Event: [
    'involvedObject.name',
    'involvedObject.kind',
    'involvedObject.namespace',
    'involvedObject.uid',
    'involvedObject.apiVersion',
    'reportingComponent',
    'reason',
    'type',
  ],
  Namespace: ['status.phase'],
  Secret: ['type'],
  Service: ['spec.clusterIP', 'spec.type'],
}

/** `metadata.name=x,status.phase!=Running`. @throws KubeStatusError for a field that is not selectable */
export function readFieldSelector(text: string | null, kind: string): ObjectTest {
  if (text === null || text.trim() === '') return () => true
  const known = ['metadata.name', 'metadata.namespace', ...(selectableFields[kind] ?? [])]
  const tests = text.split(',').map((part) => {
    const [, field = '', operator = '', value = ''] = /^([^=!]+)(==|=|!=)(.*)$/.exec(part) ?? []
    if (!known.includes(field)) {
      throw new KubeStatusError('BadRequest', `field label not supported: ${field || part}`)
    }
    const path = field.split('.')
    return (object: KubeObject) => (fieldText(object, path) === value) === (operator !== '!=')
  })
  return (object) => tests.every((test) => test(object))
}

function fieldText(object: KubeObject, path: readonly string[]): string {
  let value: unknown = object
  for (const part of path) value = isRecord(value) ? value[part] : undefined
  return typeof value === 'string' ? value : ''
}
