import { endpoint } from './endpoint.ts'
import { z } from './setup.ts'
import {
  findingSchema,
  notCheckedSchema,
  objectIdSchema,
  ruleTextSchema,
  severitySchema,
} from './validations.ts'
import { warningSchema } from './warning.ts'

/** What is said of an object, worst first; `notChecked`: no rule could judge it. */
export const validities = ['error', 'warning', 'info', 'valid', 'notChecked'] as const
export const validitySchema = z.enum(validities)
export type Validity = z.infer<typeof validitySchema>

export const configSorts = ['validity', 'name', 'namespace', 'kind', 'created'] as const

const list = z
  .string()
  .max(20_000)
  .default('')
  .transform((text) => [...new Set(text.split(',').filter((part) => part !== ''))])

export const configAskSchema = z.object({
  namespaces: list.describe('Comma-separated; empty: all'),
  kinds: list.describe('Comma-separated, with their group: networking.example.io/Gateway, Service'),
  severities: list
    .pipe(z.array(severitySchema))
    .describe('Objects with a finding of one of these that nobody has acknowledged'),
  rules: list.describe('Comma-separated: MC codes, or the codes that people know them by'),
  validities: list.pipe(z.array(validitySchema)),
  text: z.string().max(300).default('').describe('Part of a name, namespace, kind or message'),
  sort: z.enum(configSorts).default('validity'),
  order: z.enum(['asc', 'desc']).default('asc').describe('asc of validity: the worst first'),
  offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})
export type ConfigAsk = z.infer<typeof configAskSchema>
export type ConfigAskInput = z.input<typeof configAskSchema>

export const countsSchema = z
  .object({
    error: z.number().int(),
    warning: z.number().int(),
    info: z.number().int(),
    acknowledged: z.number().int().describe('Findings that the object itself says to let be'),
  })
  .meta({ id: 'FindingCounts' })
export type FindingCounts = z.infer<typeof countsSchema>

export const configRowSchema = z
  .object({
    object: objectIdSchema,
    apiVersion: z.string(),
    validity: validitySchema,
    counts: countsSchema,
    rules: z.array(z.string()).describe('Codes of its findings, the worst first'),
    worst: z.string().nullable().describe('What the worst of them says'),
    createdAt: z.number().nullable().describe('Epoch ms; null: not known'),
  })
  .meta({ id: 'ConfigRow' })
export type ConfigRow = z.infer<typeof configRowSchema>

const facetSchema = z
  .array(z.object({ value: z.string(), count: z.number().int() }))
  .describe('How many objects each choice would leave, all other filters applied')
export type Facet = z.infer<typeof facetSchema>

/** A kind of which nothing is known, so that nothing can be said of it. */
export const unknownKindSchema = z
  .object({
    kind: z.string(),
    reason: z.enum(['forbidden', 'unavailable', 'notSynced', 'notRead']),
  })
  .meta({ id: 'UnknownKind' })
export type UnknownKindText = z.infer<typeof unknownKindSchema>

export const listConfig = endpoint({
  id: 'listConfig',
  method: 'get',
  path: '/api/v1/config',
  summary: 'Objects of the configuration, and what is wrong with them',
  params: z.object({}),
  query: configAskSchema,
  response: z
    .object({
      at: z.number().describe('Epoch ms of the judgement'),
      total: z.number().int().describe('Objects without any filter'),
      matched: z.number().int(),
      rows: z.array(configRowSchema),
      facets: z.object({
        validities: facetSchema,
        severities: facetSchema,
        kinds: facetSchema,
        namespaces: facetSchema,
        rules: facetSchema,
      }),
      unknownKinds: z.array(unknownKindSchema),
      rights: z.object({
        namespaces: z.enum(['all', 'some', 'none']).describe('That the viewer may see'),
        hiddenKinds: z
          .array(z.string())
          .describe('Kinds that the viewer may not list everywhere that they see'),
      }),
      warnings: z.array(warningSchema),
    })
    .meta({ id: 'ConfigList' }),
})
export type ConfigList = z.infer<typeof listConfig.response>

export const placedFindingSchema = findingSchema.extend({
  line: z.number().int().describe('In the text of the answer, from 1'),
  endLine: z.number().int(),
  fixText: z
    .string()
    .nullable()
    .describe('The whole object after the fix, as text; null: there is no fix'),
})
export type PlacedFinding = z.infer<typeof placedFindingSchema>

/** What a controller says of the object in its status. */
export const statementSchema = z.object({
  by: z.string().describe('Which part of the status says it'),
  type: z.string(),
  status: z.string().describe('True, False, Unknown, or a level'),
  reason: z.string(),
  message: z.string(),
  at: z.number().nullable().describe('Epoch ms of its last change'),
})
export type Statement = z.infer<typeof statementSchema>

const touchedSchema = z.object({
  object: objectIdSchema,
  node: z.string().describe('Its id in graphs of its kind'),
})
export type TouchedNode = z.infer<typeof touchedSchema>

export const relationSchema = z.object({
  object: objectIdSchema,
  exists: z.boolean().nullable().describe('null: objects of its kind are not known'),
})
export type Relation = z.infer<typeof relationSchema>

export const getConfigObject = endpoint({
  id: 'getConfigObject',
  method: 'get',
  path: '/api/v1/config/object',
  summary: 'One object as text, with what is wrong, who uses it and what its controllers say',
  params: z.object({}),
  query: z.object({
    group: z.string().max(300).default(''),
    kind: z.string().min(1).max(300),
    namespace: z.string().max(300).default(''),
    name: z.string().min(1).max(300),
  }),
  response: z
    .object({
      at: z.number(),
      object: objectIdSchema,
      apiVersion: z.string(),
      validity: validitySchema,
      createdAt: z.number().nullable(),
      yaml: z.string().describe('Without what only the API server needs'),
      isPartial: z.boolean().describe('The console keeps but a part of objects of this kind'),
      labels: z.record(z.string(), z.string()),
      managedBy: z.string().nullable().describe('A tool that would undo changes by hand'),
      findings: z.array(placedFindingSchema),
      rules: z.array(ruleTextSchema).describe('Those of the findings'),
      notChecked: z.array(notCheckedSchema),
      checkedBy: z.number().int().describe('How many rules have judged it'),
      statements: z.array(statementSchema),
      uses: z.array(relationSchema).describe('What it names'),
      usedBy: z.array(relationSchema).describe('What names it'),
      touches: z
        .object({
          services: z.array(touchedSchema),
          workloads: z.array(touchedSchema),
          hosts: z.array(z.string()).describe('That no service of the cluster has'),
          isCut: z.boolean().describe('There are more than are named here'),
        })
        .describe('On whose calls it acts, and thus its findings: nodes of the graph'),
    })
    .meta({ id: 'ConfigDetails' }),
})
export type ConfigDetails = z.infer<typeof getConfigObject.response>

const summedSchema = countsSchema.extend({ value: z.string(), objects: z.number().int() })
export type Summed = z.infer<typeof summedSchema>

export const getValidations = endpoint({
  id: 'getValidations',
  method: 'get',
  path: '/api/v1/validations',
  summary: 'What is wrong with the configuration, summed up, and what could not be checked',
  params: z.object({}),
  query: z.object({}),
  response: z
    .object({
      at: z.number(),
      total: countsSchema,
      byNamespace: z.array(summedSchema),
      byKind: z.array(summedSchema),
      byRule: z.array(summedSchema),
      notChecked: z.array(notCheckedSchema),
      unknownKinds: z.array(unknownKindSchema),
    })
    .meta({ id: 'ValidationSummary' }),
})
export type ValidationSummary = z.infer<typeof getValidations.response>

export const listRules = endpoint({
  id: 'listRules',
  method: 'get',
  path: '/api/v1/rules',
  summary: 'Every rule by which configuration is judged, in words',
  params: z.object({}),
  query: z.object({}),
  response: z
    .object({
      rules: z.array(ruleTextSchema.extend({ kinds: z.array(z.string()) })),
    })
    .meta({ id: 'RuleList' }),
})
