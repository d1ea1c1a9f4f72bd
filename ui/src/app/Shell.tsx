import { useState, type ReactNode } from 'react'
import { Outlet } from 'react-router'
import { useClient } from '../api/client-context.ts'
import { isOfContext, useSession, useStatus } from '../api/queries.ts'
import { ContextTrouble } from './ContextTrouble.tsx'
import { t } from '../i18n/t.ts'
import { HelpDialogs, type HelpDialogName } from './help/HelpDialogs.tsx'
import { InFlight } from './InFlight.tsx'
import { useKeepPlaces } from './jump/use-keep-places.ts'
import { useOffers } from './jump/use-offers.ts'
import { Masthead } from './Masthead.tsx'
import { NoticeToasts } from './notices/NoticeToasts.tsx'
import { useFeedNotices } from './notices/use-feed-notices.ts'
import type { PageProps } from './page.ts'
import './shell.css'
import { SignIn } from './SignIn.tsx'
import { useTheme } from './theme.ts'
import { useAccess } from './use-access.ts'
import { useEmbedding } from './use-embedding.ts'

/** The frame around every page: who we are, where to go, what is reached, who asks. */
export function Shell(): ReactNode {
  const themeChoice = useTheme()
  const access = useAccess()
  const session = useSession()
  const { error } = useStatus()
  const { context } = useClient()
  // Chosen by whoever embeds the console, once, for as long as the tab is open.
  const [kiosk] = useState(readKiosk)
  const pageProps: PageProps = { theme: themeChoice.theme }
  useEmbedding(session.data?.embedIn ?? [])
  useKeepPlaces()
  useFeedNotices()
  const [help, setHelp] = useState<HelpDialogName | null>(null)
  const offers = useOffers(themeChoice, setHelp)
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
      {kiosk === 'no' && <Masthead themeChoice={themeChoice} offers={offers} onHelp={setHelp} />}
      {kiosk === 'no' && <InFlight />}
      <NoticeToasts />
      <HelpDialogs shown={help} onClose={() => setHelp(null)} />
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
