import type { Context } from '#contract/contexts.ts'
import { backEndWords } from './back-end-words.ts'

const stateWords = {
  reached: backEndWords.reached.word,
  notReached: backEndWords.notReached.word,
  connecting: backEndWords.connecting.word,
  notOpen: 'not looked at',
} as const satisfies Record<NonNullable<Context['state']>, string>

/** `cluster prod-1 · user me · not reached`; undefined when nothing is told but the name. */
export function describeContext({ cluster, user, state, isDefault }: Context): string | undefined {
  const parts = [
    cluster === null ? null : `cluster ${cluster}`,
    user === null || user === '' ? null : `user ${user}`,
    state === null ? null : stateWords[state],
    isDefault ? 'where the console started' : null,
  ].filter((part) => part !== null)
  return parts.length === 0 ? undefined : parts.join(' · ')
}
