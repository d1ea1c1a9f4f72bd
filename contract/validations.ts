import { z } from './setup.ts'

/** Worst first. */
export const severities = ['error', 'warning', 'info'] as const
export const severitySchema = z.enum(severities)
export type Severity = z.infer<typeof severitySchema>

/** Which object: `group` is empty for Kubernetes' core kinds, `namespace` for cluster-scoped ones. */
export const objectIdSchema = z.object({
  group: z.string(),
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
})
export type ObjectId = z.infer<typeof objectIdSchema>

/** A place in an object: names of fields and indexes of lists, from its root. */
export const fieldPathSchema = z.array(z.union([z.string(), z.number()]))
export type FieldPath = z.infer<typeof fieldPathSchema>

/** One step of a JSON patch (RFC 6902). */
export const patchStepSchema = z.discriminatedUnion('op', [
  z.object({ op: z.literal('add'), path: z.string(), value: z.unknown() }),
  z.object({ op: z.literal('replace'), path: z.string(), value: z.unknown() }),
  z.object({ op: z.literal('remove'), path: z.string() }),
  z.object({ op: z.literal('test'), path: z.string(), value: z.unknown() }),
])
export type PatchStep = z.infer<typeof patchStepSchema>

export const findingSchema = z.object({
  rule: z.string().describe('MC and three digits'),
  severity: severitySchema,
  message: z.string().describe('What is wrong here, with the values involved'),
  object: objectIdSchema,
  path: fieldPathSchema,
  values: z.record(z.string(), z.string()).describe('The values involved, by name'),
  related: z.array(objectIdSchema),
  fix: z
    .object({ title: z.string(), patch: z.array(patchStepSchema) })
    .nullable()
    .describe('A change of this object after which the finding is gone'),
  acknowledged: z.string().nullable().describe('Why it is to be let be; null: it is not'),
})
export type Finding = z.infer<typeof findingSchema>

/** A rule in words; its page in the docs is made of this. */
export const ruleTextSchema = z.object({
  id: z.string(),
  aka: z.array(z.string()).describe('Codes by which people know it: KIA0101, IST0132'),
  severity: severitySchema,
  title: z.string(),
  cause: z.string(),
  effect: z.string(),
  repair: z.string(),
  source: z.string().describe('Where the rule comes from'),
})
export type RuleText = z.infer<typeof ruleTextSchema>

/** What was not looked at, and why: it is neither right nor wrong. */
export const notCheckedSchema = z.object({
  rule: z.string(),
  object: objectIdSchema.nullable().describe('null: no object at all'),
  reason: z.enum(['missing', 'overBudget', 'failed']),
  detail: z.string().describe('missing: what the rule would need to know'),
})
export type NotChecked = z.infer<typeof notCheckedSchema>
