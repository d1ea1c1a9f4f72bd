import type { KindSchema, SchemaField } from '#contract/writes.ts'
import { Field } from '../../seams/field.ts'
import type { KindKey } from '../../seams/kube-object.ts'
import { readFields } from './fields.ts'
import { shippedDefinition, shippedOrigin } from './shipped-schemas.ts'
import shippedWords from './shipped-words.gen.json' with { type: 'json' }

const allWords = new Field(shippedWords).get('words')

export interface WantedKind {
  readonly kind: KindKey
  readonly version: string
}

/**
 * The fields of a kind by the cluster's own definition, else by the one that is shipped. Where the
 * definition has no words for a field, those of the project's reference stand in.
 *
 * @param definition the custom resource definition in the cluster; null: it is not known
 */
export function fieldsOf({ kind, version }: WantedKind, definition: unknown): KindSchema {
  const own = schemaIn(definition, version)
  const shipped = shippedDefinition(kind, version)
  if (own === null && shipped === null) return { origin: null, fields: [] }
  const words = allWords.get(kind)
  return {
    origin: own === null ? shippedOrigin : 'the cluster',
    fields: [
      ...readFields(own ?? shipped).map((field) => withWords(field, words)),
      ...metadataFields,
    ],
  }
}

function schemaIn(definition: unknown, version: string): unknown {
  const found = new Field(definition)
    .get('spec', 'versions')
    .items()
    .find((one) => one.get('name').text() === version)
    ?.get('schema', 'openAPIV3Schema')
  return found?.get('properties').isPresent === true ? found.value : null
}

function withWords(field: SchemaField, words: Field): SchemaField {
  if (field.words !== null) return field
  return { ...field, words: ofEveryObject.get(field.path) ?? words.get(field.path).text() }
}

const ofMetadata = { choices: [], isRequired: false, usual: null }
const metadataFields: readonly SchemaField[] = [
  {
    ...ofMetadata,
    ...{ path: 'metadata.name', type: 'string', isRequired: true },
    words: 'Unique among objects of the kind in the namespace.',
  },
  { ...ofMetadata, path: 'metadata.namespace', type: 'string', words: 'Where the object is.' },
  {
    ...ofMetadata,
    ...{ path: 'metadata.labels', type: 'object' },
    words: 'By which others choose the object. Values are texts.',
  },
  {
    ...ofMetadata,
    ...{ path: 'metadata.annotations', type: 'object' },
    words: 'What tools and people note on the object. Values are texts.',
  },
]

/** Of fields that every object has, definitions say the same in many words, or nothing. */
const ofEveryObject: ReadonlyMap<string, string> = new Map([
  ['apiVersion', 'Group and version of the kind.'],
  ['kind', 'What the object is.'],
  ['metadata', 'What the object is called, and what is attached to it.'],
])
