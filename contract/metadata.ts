import { endpoint } from './endpoint.ts'
import { z } from './setup.ts'
import { findingSchema, objectIdSchema } from './validations.ts'
import { ownerSchema } from './writes.ts'

/** Maps of texts that people may change: of the object itself, and of the pods that it makes. */
export const textParts = ['labels', 'annotations', 'podLabels', 'podAnnotations'] as const
export const textPartSchema = z.enum(textParts)
export type TextPart = z.infer<typeof textPartSchema>

/** Whether the keys and values of a part follow the rules of labels or of annotations. */
export const natureOfPart = {
  labels: 'label',
  annotations: 'annotation',
  podLabels: 'label',
  podAnnotations: 'annotation',
} as const satisfies Record<TextPart, 'label' | 'annotation'>

const objectQuery = z.object({
  group: z.string().max(300).default(''),
  kind: z.string().min(1).max(300),
  namespace: z.string().max(300).default(''),
  name: z.string().min(1).max(300),
})

const stateSchema = z
  .object({
    object: objectIdSchema,
    uid: z.string().describe('Another object of the same name has another one'),
    resourceVersion: z.string(),
    parts: z.array(
      z.object({
        part: textPartSchema,
        texts: z
          .array(
            z.object({
              key: z.string(),
              value: z.string(),
              isOfMesh: z.boolean().describe('The mesh reads it'),
              fixed: z.string().nullable().describe('Why it cannot be changed; null: it can'),
            }),
          )
          .describe('What the mesh reads first, then by key'),
      }),
    ),
  })
  .meta({ id: 'ObjectTexts' })
export type ObjectTexts = z.infer<typeof stateSchema>

export const getMetadata = endpoint({
  id: 'getMetadata',
  method: 'get',
  path: '/api/v1/metadata',
  summary: 'Labels and annotations of an object, and whether the asker may change them',
  params: z.object({}),
  query: objectQuery,
  response: z
    .object({
      state: stateSchema,
      owners: z.array(ownerSchema),
      whyNot: z.string().nullable().describe('Which right is missing; null: they may'),
    })
    .meta({ id: 'Metadata' }),
})
export type Metadata = z.infer<typeof getMetadata.response>

/** One key, from what it was to what it is to be; null: it is not there. */
export const textChangeSchema = z.object({
  part: textPartSchema,
  key: z.string().max(1000),
  from: z.string().nullable(),
  to: z.string().max(300_000).nullable(),
})
export type TextChange = z.infer<typeof textChangeSchema>

const textClashSchema = z.object({
  part: textPartSchema,
  key: z.string(),
  base: z.string().nullable().describe('What both began with; null: it was not there'),
  theirs: z.string().nullable(),
  mine: z.string().nullable(),
})
export type TextClash = z.infer<typeof textClashSchema>

const failed = z.object({ message: z.string() })

/** How a change ended. Whatever is not `done` has changed nothing, except `unknown`. */
export const metadataOutcomeSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('done'),
      state: stateSchema.describe('As the API server has it now, or would have it'),
      warnings: z.array(z.string()),
      isRecorded: z.boolean().describe('Whether an Event of the object tells of it'),
    }),
    failed.extend({
      kind: z.literal('conflict'),
      state: stateSchema.describe('As it is now'),
      clashes: z.array(textClashSchema).describe('Keys that both have changed, each otherwise'),
    }),
    failed.extend({
      kind: z.literal('invalid'),
      problems: z.array(z.object({ part: textPartSchema, key: z.string(), message: z.string() })),
    }),
    failed.extend({
      kind: z.literal('worse'),
      appear: z.array(findingSchema).describe('Errors that were not there before'),
    }),
    failed.extend({ kind: z.literal('forbidden') }),
    failed.extend({ kind: z.literal('deleted') }),
    failed.extend({ kind: z.literal('refused') }),
    failed.extend({ kind: z.literal('unknown') }),
  ])
  .meta({ id: 'MetadataOutcome' })
export type MetadataOutcome = z.infer<typeof metadataOutcomeSchema>

export const writeMetadata = endpoint({
  id: 'writeMetadata',
  method: 'post',
  path: '/api/v1/metadata/write',
  summary: 'Changes labels and annotations with the rights of the asker, and nothing else',
  params: z.object({}),
  query: z.object({}),
  body: z.object({
    object: objectIdSchema,
    uid: z.string().max(200),
    changes: z.array(textChangeSchema).min(1).max(2000),
    isDryRun: z.boolean().describe('Everything but the write itself'),
    isAware: z.boolean().describe('Also when it makes errors that were not there before'),
  }),
  response: metadataOutcomeSchema,
})
