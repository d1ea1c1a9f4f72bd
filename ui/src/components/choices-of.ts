import type { Choice } from './ChoiceMenu.tsx'

type Words = Omit<Choice<string>, 'value'>

/** The choices of a menu from the words for each, in their order. */
export function choicesOf<Value extends string>(
  words: Readonly<Record<Value, Words>>,
): readonly Choice<Value>[] {
  return Object.entries<Words>(words).map(([value, each]) => ({ value: value as Value, ...each }))
}
