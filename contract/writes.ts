import { relationSchema } from './config.ts'
import { endpoint } from './endpoint.ts'
import { z } from './setup.ts'
import { findingSchema, objectIdSchema, ruleTextSchema } from './validations.ts'

/** What the console takes of one object: what the API server takes by default is a little more. */
export const mostDraftBytes = 1024 * 1024

const objectQuery = z.object({
  group: z.string().max(300).default(''),
  kind: z.string().min(1).max(300),
  namespace: z.string().max(300).default(''),
  name: z.string().min(1).max(300),
})

const placeSchema = z.object({
  line: z.number().int().describe('In the text, from 1'),
  column: z.number().int().describe('From 1'),
  endLine: z.number().int(),
  endColumn: z.number().int().describe('Behind the last character'),
})
export type Place = z.infer<typeof placeSchema>

/** What keeps a text from being an object that can be written. */
export const draftProblemSchema = placeSchema.extend({
  message: z.string(),
  path: z.string().describe('spec.http[0].route; empty: the object as a whole'),
})
export type DraftProblem = z.infer<typeof draftProblemSchema>

export const verbs = ['get', 'create', 'update', 'delete'] as const
const rightSchema = z.object({
  verb: z.enum(verbs),
  isAllowed: z.boolean(),
  whyNot: z.string().nullable().describe('Which right is missing, for a person'),
})
export type Right = z.infer<typeof rightSchema>

const servedSchema = z.object({
  group: z.string(),
  kind: z.string(),
  version: z.string().describe('The one that the API server prefers'),
  resource: z.string(),
  isNamespaced: z.boolean(),
})
export type ServedKindText = z.infer<typeof servedSchema>

export const getRights = endpoint({
  id: 'getConfigRights',
  method: 'get',
  path: '/api/v1/config/rights',
  summary: 'What the asker may do with objects of a kind in a namespace',
  params: z.object({}),
  query: objectQuery.omit({ name: true }),
  response: z
    .object({
      kind: servedSchema.nullable().describe('null: the cluster does not have it'),
      rights: z.array(rightSchema),
    })
    .meta({ id: 'ConfigRights' }),
})
export type ConfigRights = z.infer<typeof getRights.response>

/** Somebody who keeps an object as they want it. */
export const ownerSchema = z
  .object({
    tool: z.string().describe('Argo CD, Flux, Helm, or the kind of an owning object'),
    name: z.string().nullable().describe('Of the application, release or owner'),
    evidence: z.string().describe('By what it is known'),
  })
  .meta({ id: 'Owner' })
export type Owner = z.infer<typeof ownerSchema>

export const getLive = endpoint({
  id: 'getLiveObject',
  method: 'get',
  path: '/api/v1/config/live',
  summary: 'An object as it is now, read with the rights of the asker, as text to edit',
  params: z.object({}),
  query: objectQuery,
  response: z
    .object({
      object: objectIdSchema,
      text: z.string().describe('Without what only the API server writes'),
      resourceVersion: z.string(),
      owners: z.array(ownerSchema),
    })
    .meta({ id: 'LiveObject' }),
})
export type LiveText = z.infer<typeof getLive.response>

/** A field of a kind. `[]` stands for any element of a list, `{}` for any value of a map. */
export const schemaFieldSchema = z.object({
  path: z.string().describe('spec.http[].route[].weight'),
  type: z.string().describe('object, array, string … ; empty: anything'),
  words: z.string().nullable(),
  choices: z.array(z.string()),
  isRequired: z.boolean(),
  usual: z.string().nullable().describe('What holds when it is left out'),
})
export type SchemaField = z.infer<typeof schemaFieldSchema>

export const getKindSchema = endpoint({
  id: 'getKindSchema',
  method: 'get',
  path: '/api/v1/config/schema',
  summary: 'The fields of a kind, for completion and documentation',
  params: z.object({}),
  query: z.object({
    group: z.string().max(300).default(''),
    kind: z.string().min(1).max(300),
    version: z.string().max(100),
  }),
  response: z
    .object({
      origin: z.string().nullable().describe('null: no schema of this kind is known'),
      fields: z.array(schemaFieldSchema),
    })
    .meta({ id: 'KindSchema' }),
})
export type KindSchema = z.infer<typeof getKindSchema.response>

export const listCreatable = endpoint({
  id: 'listCreatableKinds',
  method: 'get',
  path: '/api/v1/config/kinds',
  summary: 'Kinds of configuration that the cluster has, so that objects of them can be made',
  params: z.object({}),
  query: z.object({}),
  response: z.object({ kinds: z.array(servedSchema) }).meta({ id: 'CreatableKinds' }),
})

export const getTemplate = endpoint({
  id: 'getTemplate',
  method: 'get',
  path: '/api/v1/config/template',
  summary: 'An example of a kind to begin with',
  params: z.object({}),
  query: objectQuery,
  response: z.object({ text: z.string() }).meta({ id: 'Template' }),
})

/** A text that is to become an object. */
export const draftSchema = z
  .object({
    text: z.string(),
    replaces: z
      .object({
        object: objectIdSchema,
        resourceVersion: z.string().max(200).describe('Of the state that the draft began with'),
        base: z.string().describe('The text that the draft began with'),
      })
      .nullable()
      .describe('null: a new object'),
  })
  .meta({ id: 'Draft' })
export type Draft = z.infer<typeof draftSchema>

export const draftFindingSchema = findingSchema.extend({
  ...placeSchema.shape,
  fixText: z.string().nullable().describe('The whole text after the fix; null: there is none'),
})
export type DraftFinding = z.infer<typeof draftFindingSchema>

/** What becomes of the findings when a change is made. */
const consequencesSchema = z.object({
  appear: z.array(findingSchema).describe('Not there before, on whichever object'),
  vanish: z.array(findingSchema).describe('There before, and then no longer'),
})
export type Consequences = z.infer<typeof consequencesSchema>

export const checkDraft = endpoint({
  id: 'checkDraft',
  method: 'post',
  path: '/api/v1/config/check',
  summary: 'What would be wrong with the configuration if a draft were in it',
  params: z.object({}),
  query: z.object({}),
  body: draftSchema,
  response: z
    .object({
      problems: z.array(draftProblemSchema).describe('Not empty: nothing else is judged'),
      findings: z.array(draftFindingSchema).describe('Of the draft itself'),
      rules: z.array(ruleTextSchema).describe('Those of the findings'),
      consequences: consequencesSchema,
      patch: z
        .string()
        .nullable()
        .describe('What the draft changes, as a merge patch to take along; null: nothing'),
      notJudged: z.string().nullable().describe('Why rules were not asked; null: they were'),
    })
    .meta({ id: 'DraftCheck' }),
})
export type DraftCheck = z.infer<typeof checkDraft.response>

/** A place where both sides changed the same thing, each to something else. */
const clashSchema = z.object({
  path: z.string(),
  base: z.string().nullable().describe('As text; null: it was not there'),
  theirs: z.string().nullable(),
  mine: z.string().nullable(),
})
export type Clash = z.infer<typeof clashSchema>

const failed = z.object({ message: z.string() })

/** How a write ended. Whatever is not `done` has changed nothing, except `unknown`. */
export const outcomeSchema = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('done'),
      object: objectIdSchema,
      text: z.string().describe('As the API server has it now, or would have it'),
      resourceVersion: z.string(),
      warnings: z.array(z.string()).describe('What the API server says beside'),
      isRecorded: z.boolean().describe('Whether an Event of the object tells of it'),
    }),
    failed.extend({
      kind: z.literal('conflict'),
      theirs: z.string().describe('As the object is now'),
      resourceVersion: z.string(),
      merged: z.string().describe('Both changes together; where they clash, the draft'),
      mergedTheirs: z.string().describe('The same, but where they clash, what is there now'),
      clashes: z.array(clashSchema),
    }),
    failed.extend({ kind: z.literal('invalid'), problems: z.array(draftProblemSchema) }),
    failed.extend({
      kind: z.literal('worse'),
      appear: z.array(findingSchema).describe('Errors that were not there before'),
    }),
    failed.extend({ kind: z.literal('forbidden'), verb: z.string(), resource: z.string() }),
    failed.extend({ kind: z.literal('deleted') }),
    failed.extend({ kind: z.literal('exists') }),
    failed.extend({ kind: z.literal('refused') }),
    failed.extend({ kind: z.literal('unknown') }),
  ])
  .meta({ id: 'WriteOutcome' })
export type WriteOutcome = z.infer<typeof outcomeSchema>

export const writeConfig = endpoint({
  id: 'writeConfig',
  method: 'post',
  path: '/api/v1/config/write',
  summary: 'Writes a draft with the rights of the asker: dry run, judgement, then the write itself',
  params: z.object({}),
  query: z.object({}),
  body: draftSchema.extend({
    isDryRun: z.boolean().describe('Everything but the write itself'),
    isAware: z.boolean().describe('Also when it makes errors that were not there before'),
  }),
  response: outcomeSchema,
})

export const deleteConfig = endpoint({
  id: 'deleteConfig',
  method: 'post',
  path: '/api/v1/config/delete',
  summary: 'Deletes an object with the rights of the asker',
  params: z.object({}),
  query: z.object({}),
  body: z.object({
    object: objectIdSchema,
    resourceVersion: z.string().max(200),
    isDryRun: z.boolean(),
    typedName: z.string().max(300).describe('Dangerous ones want their name typed'),
  }),
  response: outcomeSchema,
})

export const getDeletion = endpoint({
  id: 'getDeletion',
  method: 'get',
  path: '/api/v1/config/deletion',
  summary: 'What would become of the configuration without an object',
  params: z.object({}),
  query: objectQuery,
  response: z
    .object({
      resourceVersion: z.string(),
      owners: z.array(ownerSchema),
      usedBy: z.array(relationSchema),
      consequences: consequencesSchema,
      dangers: z.array(z.string()).describe('Not empty: its name must be typed'),
    })
    .meta({ id: 'Deletion' }),
})
export type Deletion = z.infer<typeof getDeletion.response>

export const getHistory = endpoint({
  id: 'getHistory',
  method: 'get',
  path: '/api/v1/config/history',
  summary: 'Who set which fields of an object and when, what was applied last, and its events',
  params: z.object({}),
  query: objectQuery,
  response: z
    .object({
      writers: z.array(
        z.object({
          manager: z.string(),
          operation: z.string(),
          part: z.string().describe('status, when it wrote that alone; else empty'),
          at: z.number().nullable().describe('Epoch ms'),
          fields: z.array(z.string()),
          omitted: z.number().int().describe('Fields beyond those listed'),
        }),
      ),
      lastApplied: z.string().nullable().describe('As text; null: nobody applied it by kubectl'),
      current: z.string(),
      events: z.array(
        z.object({
          at: z.number().nullable(),
          type: z.string(),
          reason: z.string(),
          message: z.string(),
          by: z.string(),
          count: z.number().int(),
        }),
      ),
      noEvents: z.string().nullable().describe('Why there are none; null: they could be read'),
    })
    .meta({ id: 'ObjectHistory' }),
})
export type ObjectHistory = z.infer<typeof getHistory.response>
