import { useClient } from '../../api/client-context.ts'
import { useContexts, useSession } from '../../api/queries.ts'
import { t } from '../../i18n/t.ts'
import { copyText } from '../../lib/copy-text.ts'
import { pages } from '../../pages/index.ts'
import type { HelpDialogName } from '../help/HelpDialogs.tsx'
import type { PageDefinition } from '../page.ts'
import { themePreferences, type ThemeChoice, type ThemePreference } from '../theme.ts'
import { useChooseContext } from '../use-choose-context.ts'
import type { Offers } from './build-sections.ts'

const themeTitles = {
  system: t('Theme: as the system'),
  light: t('Theme: light'),
  dark: t('Theme: dark'),
} as const satisfies Record<ThemePreference, string>

const command = { letters: '›', kind: t('Command') } as const
const page = { letters: '→', kind: t('Page') } as const

/** Pages, and what can be done from wherever one is. */
export function useOffers(
  { preference, choose }: ThemeChoice,
  showHelp: (name: HelpDialogName) => void,
): Offers {
  const { access } = useClient()
  const { data: session } = useSession()
  const { data: contexts = [] } = useContexts()
  const chooseContext = useChooseContext()
  const offered = (pages as readonly PageDefinition[]).filter(({ isHidden }) => isHidden !== true)
  return {
    pages: offered.map(({ id, path, title }) => ({
      ...{
        id: `page ${id}`,
        title,
        words: t('page', { context: 'search' }),
        detail: '',
        badge: page,
      },
      goal: { pathname: `/${path}`, parameters: {} },
    })),
    commands: [
      {
        ...{ id: 'copy', title: t('Copy a link to this view'), words: t('address url share') },
        ...{ detail: '', badge: command },
        goal: { act: () => void copyText(location.href) },
      },
      ...themePreferences
        .filter((name) => name !== preference)
        .map((name) => ({
          ...{ id: `theme ${name}`, title: themeTitles[name], words: t('dark light mode colours') },
          ...{ detail: '', badge: command },
          goal: { act: () => choose(name) },
        })),
      {
        ...{ id: 'debug', title: t('Debug information'), words: t('report fault bug support') },
        ...{ detail: '', badge: command, goal: { act: () => showHelp('debug') } },
      },
      {
        ...{ id: 'about', title: t('About Alidade'), words: t('version licence') },
        ...{ detail: '', badge: command, goal: { act: () => showHelp('about') } },
      },
      ...(contexts.length < 2 ? [] : contexts).map(({ name }) => ({
        ...{ id: `context ${name}`, title: name, words: t('context cluster switch') },
        ...{ detail: t('Look at this context'), badge: { letters: 'C', kind: t('Context') } },
        goal: { act: () => chooseContext(name) },
      })),
      ...(session?.auth === 'token'
        ? [
            {
              ...{ id: 'sign out', title: t('Sign out'), words: t('log out leave'), detail: '' },
              ...{ badge: command, goal: { act: () => access.signOut() } },
            },
          ]
        : []),
    ],
  }
}
