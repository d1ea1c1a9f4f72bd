import { isList, isRecord } from '../store/json.ts'
import type { StatusCause } from './status.ts'

/** What a field may hold: enough of a schema to refuse what the real one refuses. */
export type Shape =
  | { readonly is: 'string' | 'boolean' | 'integer' | 'number' | 'any' | 'duration' }
  | { readonly is: 'enum'; readonly values: readonly string[] }
  | { readonly is: 'list'; readonly of: Shape }
  | { readonly is: 'map'; readonly of: Shape }
  | {
      readonly is: 'fields'
      readonly fields: Readonly<Record<string, Shape>>
      readonly required: readonly string[]
    }

export const text: Shape = { is: 'string' }
export const flag: Shape = { is: 'boolean' }
export const integer: Shape = { is: 'integer' }
export const decimal: Shape = { is: 'number' }
export const duration: Shape = { is: 'duration' }
export const anything: Shape = { is: 'any' }

export function listOf(shape: Shape): Shape {
  return { is: 'list', of: shape }
}

export function mapOf(shape: Shape): Shape {
  return { is: 'map', of: shape }
}

export function oneOf(...values: readonly string[]): Shape {
  return { is: 'enum', values }
}

export function fields(
  shapes: Readonly<Record<string, Shape>>,
  ...required: readonly string[]
): Shape {
  return { is: 'fields', fields: shapes, required }
}

export interface ShapeFindings {
  readonly causes: readonly StatusCause[]
  readonly unknown: readonly string[] // paths of fields that the shape does not name
}

/** Compares a value with its shape; `path` is where it stands, for the messages. */
export function checkShape(value: unknown, shape: Shape, path: string): ShapeFindings {
  if (value === null || shape.is === 'any') return nothing
  switch (shape.is) {
    case 'list':
      if (!isList(value)) return wrongType(value, path, 'array')
      return join(value.map((item, index) => checkShape(item, shape.of, `${path}[${index}]`)))
    case 'map':
      if (!isRecord(value)) return wrongType(value, path, 'object')
      return join(
        Object.entries(value).map(([key, item]) => checkShape(item, shape.of, `${path}.${key}`)),
      )
    case 'fields':
      return isRecord(value) ? checkFields(value, shape, path) : wrongType(value, path, 'object')
    case 'enum':
      return checkEnum(value, shape.values, path)
    default:
      return checkPlain(value, shape.is, path)
  }
}

function checkFields(
  value: Readonly<Record<string, unknown>>,
  shape: Extract<Shape, { is: 'fields' }>,
  path: string,
): ShapeFindings {
  const missing = shape.required
    .filter((key) => value[key] === undefined)
    .map((key) => ({
      reason: 'FieldValueRequired',
      message: 'Required value',
      field: `${path}.${key}`,
    }))
  const found = Object.entries(value).map(([key, item]) => {
    const known = shape.fields[key]
    if (known === undefined) return { causes: [], unknown: [`${path}.${key}`] }
    return checkShape(item, known, `${path}.${key}`)
  })
  return join([{ causes: missing, unknown: [] }, ...found])
}

function checkEnum(value: unknown, values: readonly string[], path: string): ShapeFindings {
  if (typeof value !== 'string') return wrongType(value, path, 'string')
  if (values.includes(value)) return nothing
  const supported = values.map((known) => `"${known}"`).join(', ')
  return oneCause({
    reason: 'FieldValueNotSupported',
    message: `Unsupported value: "${value}": supported values: ${supported}`,
    field: path,
  })
}

const durationPattern = /^([0-9]+(\.[0-9]+)?(ms|h|m|s|us|ns))+$/

function checkPlain(value: unknown, wanted: string, path: string): ShapeFindings {
  const actual = typeNameOf(value)
  if (wanted === 'duration') {
    if (typeof value !== 'string') return wrongType(value, path, 'string')
    if (durationPattern.test(value)) return nothing
    return oneCause({
      reason: 'FieldValueInvalid',
      message: `Invalid value: "string": type conversion error from 'string' to 'google.protobuf.Duration' evaluating rule: must be a valid duration greater than 1ms`,
      field: path,
    })
  }
  if (actual === wanted || (wanted === 'number' && actual === 'integer')) return nothing
  return wrongType(value, path, wanted)
}

function wrongType(value: unknown, path: string, wanted: string): ShapeFindings {
  const actual = typeNameOf(value)
  return oneCause({
    reason: 'FieldValueTypeInvalid',
    message: `Invalid value: "${actual}": ${path} in body must be of type ${wanted}: "${actual}"`,
    field: path,
  })
}

function typeNameOf(value: unknown): string {
  if (isList(value)) return 'array'
  if (isRecord(value)) return 'object'
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number'
  return typeof value
}

const nothing: ShapeFindings = { causes: [], unknown: [] }

function oneCause(cause: StatusCause): ShapeFindings {
  return { causes: [cause], unknown: [] }
}

function join(parts: readonly ShapeFindings[]): ShapeFindings {
  return {
    causes: parts.flatMap((part) => part.causes),
    unknown: parts.flatMap((part) => part.unknown),
  }
}
