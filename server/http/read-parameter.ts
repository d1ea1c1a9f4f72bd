import type { z } from '#contract/setup.ts'
import { AppError } from '../errors.ts'

/**
 * What was given for a parameter, or for all of them (`name` empty), parsed. Throws AppError
 * badRequest that names the field and what it may be.
 */
export function readParameter<Schema extends z.ZodType>(
  schema: Schema,
  name: string,
  given: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  const field = [name, ...(issue?.path ?? []).map(String)].filter((part) => part !== '').join('.')
  const allowed = issue?.code === 'invalid_value' ? issue.values.map(String) : []
  const hint =
    allowed.length > 0 ? `: it may be ${allowed.join(', ')}` : `: ${issue?.message ?? ''}`
  throw new AppError('badRequest', `${field === '' ? 'The request' : field} is not right${hint}.`, {
    ...(field === '' ? {} : { field }),
    allowed,
  })
}
