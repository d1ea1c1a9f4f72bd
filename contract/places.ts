import { countsSchema, validitySchema } from './config.ts'
import { endpoint } from './endpoint.ts'
import { z } from './setup.ts'
import { objectIdSchema, severitySchema } from './validations.ts'

/** An object of which something is said, as short as a tooltip needs it. */
const touchingSchema = z.object({
  object: objectIdSchema,
  validity: validitySchema,
  counts: countsSchema,
  worst: z.object({ rule: z.string(), severity: severitySchema, message: z.string() }),
})
export type TouchingObject = z.infer<typeof touchingSchema>

const indexes = z.array(z.number().int()).describe('Into `objects`, worst first')

const placeSchema = z.object({
  cluster: z.string(),
  namespace: z.string(),
  name: z.string(),
  counts: countsSchema.describe('Of all objects that touch it, each once'),
  touchedBy: indexes,
})

export const servicePlaceSchema = placeSchema.meta({ id: 'ServicePlace' })
export const workloadPlaceSchema = placeSchema
  .extend({
    kind: z.string(),
    app: z.string().nullable().describe('By the labels that name apps; null: they name none'),
    version: z.string().nullable(),
    calledBy: indexes.describe('Those of touchedBy that act on calls to it: by its services'),
  })
  .meta({ id: 'WorkloadPlace' })
export type WorkloadPlace = z.infer<typeof workloadPlaceSchema>
export type ServicePlace = z.infer<typeof servicePlaceSchema>

export const getValidationPlaces = endpoint({
  id: 'getValidationPlaces',
  method: 'get',
  path: '/api/v1/validations/places',
  summary: 'Which namespaces, services, workloads and hosts are touched by what is wrong',
  params: z.object({}),
  query: z.object({}),
  response: z
    .object({
      at: z.number().describe('Epoch ms of the judgement'),
      objects: z.array(touchingSchema).describe('Those of which something is said'),
      namespaces: z.array(
        z.object({
          cluster: z.string(),
          name: z.string(),
          counts: countsSchema.describe('Of the objects in it'),
        }),
      ),
      services: z.array(servicePlaceSchema),
      workloads: z.array(workloadPlaceSchema),
      hosts: z
        .array(z.object({ host: z.string(), counts: countsSchema, touchedBy: indexes }))
        .describe('Hosts that no service of the cluster has'),
      notCheckedRules: z.number().int().describe('Rules that could not look at anything'),
    })
    .meta({ id: 'ValidationPlaces' }),
})
export type ValidationPlaces = z.infer<typeof getValidationPlaces.response>
