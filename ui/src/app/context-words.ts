import type { Context } from '#contract/contexts.ts'
import { t } from '../i18n/t.ts'
import { backEndWords } from './back-end-words.ts'

const stateWords = {
  reached: backEndWords.reached.word,
  notReached: backEndWords.notReached.word,
  connecting: backEndWords.connecting.word,
  notOpen: t('not looked at'),
} as const satisfies Record<NonNullable<Context['state']>, string>

/** `cluster prod-1 · user me · not reached`; undefined when nothing is told but the name. */
export function describeContext(context: Context): string | undefined {
  const { name, cluster, user, state, isDefault } = context
  const isNews = (text: string | null): text is string =>
    text !== null && text !== '' && text !== name
  const parts = [
    isNews(cluster) ? t('cluster {{cluster}}', { cluster }) : null,
    isNews(user) ? t('user {{user}}', { user }) : null,
    state === null ? null : stateWords[state],
    isDefault ? t('where the console started') : null,
  ].filter((part) => part !== null)
  return parts.length === 0 ? undefined : parts.join(' · ')
}
