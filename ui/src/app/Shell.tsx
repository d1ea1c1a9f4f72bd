import { useState, type ReactNode } from 'react'
import { NavLink, Outlet } from 'react-router'
import { useClient } from '../api/client-context.ts'
import { isOfContext, useSession, useStatus } from '../api/queries.ts'
import { pages } from '../pages/index.ts'
import { BackEndStatus } from './BackEndStatus.tsx'
import { ContextSwitch } from './ContextSwitch.tsx'
import { ContextTrouble } from './ContextTrouble.tsx'
import { useContextSearch } from '../components/context-search.ts'
import { chooseLanguage } from '../i18n/language.ts'
import { language, t } from '../i18n/t.ts'
import { LanguageSwitch } from './LanguageSwitch.tsx'
import { JumpField } from './jump/JumpField.tsx'
import { useKeepPlaces } from './jump/use-keep-places.ts'
import { useOffers } from './jump/use-offers.ts'
import { Mark } from './Mark.tsx'
import { Navigation } from './Navigation.tsx'
import type { PageDefinition, PageProps } from './page.ts'
import './shell.css'
import { SignIn } from './SignIn.tsx'
import { ThemeSwitch } from './ThemeSwitch.tsx'
import { useTheme } from './theme.ts'
import { UserMenu } from './UserMenu.tsx'
import { useAccess } from './use-access.ts'
import { useEmbedding } from './use-embedding.ts'

const navigation = (pages as readonly PageDefinition[]).filter(({ isHidden }) => isHidden !== true)

/** The frame around every page: who we are, where to go, what is reached, who asks. */
export function Shell(): ReactNode {
  const themeChoice = useTheme()
  const { theme, preference, choose } = themeChoice
  const access = useAccess()
  const session = useSession()
  const { error } = useStatus()
  const { context } = useClient()
  const search = useContextSearch()
  // Chosen by whoever embeds the console, once, for as long as the tab is open.
  const [kiosk] = useState(readKiosk)
  const pageProps: PageProps = { theme }
  useEmbedding(session.data?.embedIn ?? [])
  useKeepPlaces()
  const offers = useOffers(themeChoice)
  return (
    <div className="al-shell" data-kiosk={kiosk}>
      {/* A link to #page would lead to the base address instead. */}
      <button
        type="button"
        className="al-skip"
        onClick={() => document.getElementById('page')?.focus()}
      >
        {t('Skip to the page')}
      </button>
      {kiosk === 'no' && (
        <header className="al-masthead">
          <NavLink
            to={{ pathname: '/', search }}
            className="al-brand"
            aria-label={t('Alidade, home')}
          >
            <Mark />
            <span>Alidade</span>
          </NavLink>
          <Navigation pages={navigation} search={search} />
          <div className="al-masthead-end">
            {access.refusal === null && <JumpField key={`jump ${context ?? ''}`} offers={offers} />}
            <ContextSwitch />
            {access.refusal === null && <BackEndStatus key={context} />}
            <LanguageSwitch language={language} onChoose={chooseLanguage} />
            <ThemeSwitch preference={preference} onChoose={choose} />
            {session.data !== undefined && access.refusal === null && (
              <UserMenu session={session.data} />
            )}
          </div>
        </header>
      )}
      <main id="page" className="al-page" tabIndex={-1}>
        {access.refusal !== null ? (
          <SignIn key={context} />
        ) : error !== null && isOfContext(error) ? (
          <ContextTrouble error={error} />
        ) : (
          // Another context is another page: nothing that this one holds may outlive the change.
          <Outlet key={context} context={pageProps} />
        )}
      </main>
    </div>
  )
}

/** `kiosk=true` leaves the masthead away, `kiosk=picture` the page's toolbar too. */
function readKiosk(): 'no' | 'page' | 'picture' {
  const text = new URLSearchParams(location.search).get('kiosk')
  return text === 'picture' ? 'picture' : text === 'true' ? 'page' : 'no'
}
