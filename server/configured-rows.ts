import { z } from '#contract/setup.ts'

/** A row of descriptions beside ours: what one annotation or label of the object says. */
export const detailRowSchema = z
  .strictObject({
    title: z.string().min(1).max(60),
    annotation: z.string().min(1).max(317).optional(),
    label: z.string().min(1).max(317).optional(),
  })
  .refine(
    ({ annotation, label }) => (annotation === undefined) !== (label === undefined),
    'each row names an annotation or a label',
  )

/**
 * A label of the mesh's own metrics that charts can be grouped by beside the usual ones. Its values
 * are shown to whoever may see the subject of a chart, so labels that name peers are not allowed:
 * the usual groupings know which of those a viewer may see.
 */
export const extraGroupingSchema = z.strictObject({
  id: z.string().regex(/^[a-zA-Z][a-zA-Z0-9]{0,39}$/, 'must be letters and digits'),
  title: z.string().min(1).max(60),
  label: z
    .string()
    .regex(/^[a-zA-Z_][a-zA-Z0-9_]*$/, 'must be the name of a label')
    .refine(
      (label) => !/^(source|destination)_|^(namespace|pod|instance|le|reporter)$/.test(label),
      'names who calls whom, which not everybody may see: the usual groupings have it',
    ),
  directions: z.array(z.enum(['inbound', 'outbound'])).default(['inbound', 'outbound']),
})
