import { parse } from '#contract/graph-language/parse.ts'
import { z } from '#contract/setup.ts'
import { presetSchema } from '#contract/status.ts'

/**
 * Presets of the file: their expressions are read at the start, so that whoever wrote them learns
 * of an error and not whoever chooses them.
 */
export const configuredPresetsSchema = z
  .array(
    presetSchema.superRefine(({ description, expression }, context) => {
      const wrong = whatIsWrong(expression)
      if (wrong !== null)
        context.addIssue({ code: 'custom', message: `"${description}": ${wrong}` })
    }),
  )
  .max(50)

/** The place and the way out; null for what can be read. */
function whatIsWrong(expression: string): string | null {
  const parsed = parse(expression)
  if (parsed.kind !== 'error') return null
  const { message, from } = parsed.error
  // The sentence around it ends by itself.
  const sentence = message.replace(/\?$/, '')
  return `in "${expression}", character ${from + 1}: ${sentence}`
}
