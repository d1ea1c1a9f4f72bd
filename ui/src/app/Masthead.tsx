import type { ReactNode } from 'react'
import { NavLink } from 'react-router'
import { useClient } from '../api/client-context.ts'
import { useSession } from '../api/queries.ts'
import { useContextSearch } from '../components/context-search.ts'
import { chooseLanguage } from '../i18n/language.ts'
import { language, t } from '../i18n/t.ts'
import { pages } from '../pages/index.ts'
import { BackEndStatus } from './BackEndStatus.tsx'
import { ContextSwitch } from './ContextSwitch.tsx'
import type { HelpDialogName } from './help/HelpDialogs.tsx'
import { HelpMenu } from './help/HelpMenu.tsx'
import type { Offers } from './jump/build-sections.ts'
import { JumpField } from './jump/JumpField.tsx'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { Mark } from './Mark.tsx'
import { Navigation } from './Navigation.tsx'
import { NoticeBell } from './notices/NoticeBell.tsx'
import type { PageDefinition } from './page.ts'
import type { ThemeChoice } from './theme.ts'
import { ThemeSwitch } from './ThemeSwitch.tsx'
import { UserMenu } from './UserMenu.tsx'
import { useAccess } from './use-access.ts'

const navigation = (pages as readonly PageDefinition[]).filter(({ isHidden }) => isHidden !== true)

export interface MastheadProps {
  readonly themeChoice: ThemeChoice
  readonly offers: Offers
  readonly onHelp: (name: HelpDialogName) => void
}

/** Who we are, where to go, what is reached, what has happened, who asks. */
export function Masthead({ themeChoice, offers, onHelp }: MastheadProps): ReactNode {
  const { context } = useClient()
  const { data: session } = useSession()
  const search = useContextSearch()
  const { preference, choose } = themeChoice
  const isLetIn = useAccess().refusal === null
  return (
    <header className="al-masthead">
      <NavLink to={{ pathname: '/', search }} className="al-brand" aria-label={t('Alidade, home')}>
        <Mark />
        <span>Alidade</span>
      </NavLink>
      <Navigation pages={navigation} search={search} />
      <div className="al-masthead-end">
        {isLetIn && <JumpField key={`jump ${context ?? ''}`} offers={offers} />}
        <ContextSwitch />
        {isLetIn && <BackEndStatus key={context} />}
        {isLetIn && <NoticeBell />}
        <HelpMenu onShow={onHelp} />
        <LanguageSwitch language={language} onChoose={chooseLanguage} />
        <ThemeSwitch preference={preference} onChoose={choose} />
        {session !== undefined && isLetIn && <UserMenu session={session} />}
      </div>
    </header>
  )
}
