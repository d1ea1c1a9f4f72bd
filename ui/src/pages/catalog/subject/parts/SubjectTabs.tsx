import { Bullseye, Spinner, Tab, Tabs, TabTitleText } from '@patternfly/react-core'
import { lazy, Suspense, type ComponentType, type ReactNode } from 'react'
import { useSearchParams } from 'react-router'
import { readWindowSeconds } from '#contract/graph-ask.ts'
import { useThing } from '../../../../api/catalog-queries.ts'
import { useNamespaces } from '../../../../api/queries.ts'
import type { ThemeName } from '../../../../app/page.ts'
import { ErrorBoundary } from '../../../../components/ErrorBoundary.tsx'
import { moveAmongTabs } from '../../../../components/tab-keys.ts'
import { t } from '../../../../i18n/t.ts'
import { tabs as allTabs } from '../../../../tabs/index.ts'
import type { Subject, TabDefinition, TabProps } from '../../../../tabs/tab.ts'
import { NotThere } from './NotThere.tsx'
import { Overview } from './Overview.tsx'
import { addressOf, overviewWindow } from './overview-ask.ts'

export interface SubjectTabsProps {
  readonly subject: Subject
  readonly theme: ThemeName
  /** Those of the console when absent. */
  readonly tabs?: readonly TabDefinition[]
}

const overview = { id: 'overview', title: t('Overview') } as const
const parameter = 'tab'
const usualWindowSeconds = 600 // of charts
const lazyTabs = new WeakMap<TabDefinition, ComponentType<TabProps>>()

function lazyTabOf(tab: TabDefinition): ComponentType<TabProps> {
  const known = lazyTabs.get(tab)
  if (known !== undefined) return known
  const made = lazy(() => tab.load().then((component) => ({ default: component })))
  lazyTabs.set(tab, made)
  return made
}

/**
 * The overview, and the tabs that there are for this kind of thing. The one that is shown stands in
 * the address; no other is mounted, so that none asks for what nobody looks at.
 */
export function SubjectTabs({ subject, theme, tabs = allTabs }: SubjectTabsProps): ReactNode {
  const [search, setSearch] = useSearchParams()
  const isHidden = useIsHidden(subject)
  const offered = tabs.filter(({ kinds }) => kinds.includes(subject.kind))
  const chosen = offered.find(({ id }) => id === search.get(parameter))
  const { id: shown, title } = chosen ?? overview
  const choose = (id: string): void => {
    setSearch((former) => {
      const next = new URLSearchParams(former)
      if (chosen?.showsPageTime === true)
        takeTimeAlong(
          next,
          offered.find((tab) => tab.id === id),
        )
      if (id === overview.id) next.delete(parameter)
      else next.set(parameter, id)
      return next
    })
  }
  if (isHidden) return <NotThere subject={subject} />
  return (
    <>
      <Tabs
        aria-label={t('About {{name}}', { name: subject.name })}
        activeKey={shown}
        onKeyDown={moveAmongTabs}
        onSelect={(_, key) => choose(String(key))}
        className="al-catalog-tabs"
      >
        {[overview, ...offered].map(({ id, title }) => (
          <Tab
            key={id}
            eventKey={id}
            title={<TabTitleText>{title}</TabTitleText>}
            tabContentId={`tab-${id}`}
          />
        ))}
      </Tabs>
      <section id={`tab-${shown}`} role="tabpanel" aria-label={title} className="al-catalog-tab">
        <ErrorBoundary key={shown} title={title}>
          {chosen === undefined ? (
            <Overview subject={subject} theme={theme} />
          ) : (
            <TabBody tab={chosen} subject={subject} />
          )}
        </ErrorBoundary>
      </section>
    </>
  )
}

/** Whoever has found the time of a failure in the charts wants its lines and its traces next. */
function takeTimeAlong(search: URLSearchParams, tab: TabDefinition | undefined): void {
  const at = Number(search.get('at') ?? Number.NaN)
  if (!Number.isInteger(at) || tab === undefined || tab.showsPageTime === true) return
  const windowSeconds = readWindowSeconds(search.get('window') ?? '') ?? usualWindowSeconds
  for (const [name, value] of Object.entries(tab.timeParameters?.({ windowSeconds, at }) ?? {}))
    search.set(name, value)
}

/**
 * Not there, in a namespace that whoever looks may not see: no tab has anything for them. Of what
 * was deleted in one that they see, there may still be numbers, lines and traces.
 */
function useIsHidden(subject: Subject): boolean {
  const { data, error } = useThing(addressOf(subject), overviewWindow)
  const { data: seen } = useNamespaces()
  if (data !== undefined || error?.code !== 'notFound' || seen === undefined) return false
  return !seen.namespaces.some(({ name }) => name === subject.namespace)
}

function TabBody({ tab, subject }: { tab: TabDefinition; subject: Subject }): ReactNode {
  const Body = lazyTabOf(tab)
  return (
    <Suspense
      fallback={
        <Bullseye>
          <Spinner aria-label={t('Loading {{title}}', { title: tab.title })} />
        </Bullseye>
      }
    >
      {/* eslint-disable-next-line react-hooks/static-components -- made once per tab, kept above */}
      <Body subject={subject} />
    </Suspense>
  )
}
