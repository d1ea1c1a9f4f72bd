import { Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core'
import { BarsIcon } from '@patternfly/react-icons/dist/esm/icons/bars-icon'
import { useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react'
import { Link, matchPath, useLocation, useNavigate } from 'react-router'
import { t } from '../i18n/t.ts'
import type { PageDefinition } from './page.ts'

export interface NavigationProps {
  readonly pages: readonly PageDefinition[]
  /** What every address carries: the context. */
  readonly search: string
}

/** The pages side by side where there is room beside all else in the masthead, else in a menu. */
export function Navigation({ pages, search }: NavigationProps): ReactNode {
  const links = useRef<HTMLDivElement>(null)
  const isFolded = useIsCut(links)
  const current = useCurrent(pages)
  return (
    <nav aria-label={t('Pages')} className={isFolded ? 'al-nav al-folded' : 'al-nav'}>
      <div ref={links} className="al-nav-links">
        {pages.map(({ id, path, title, icon: Icon }) => (
          <Link
            key={id}
            to={{ pathname: `/${path}`, search }}
            className="al-nav-link"
            {...(path === current?.path ? { 'aria-current': 'page' as const } : {})}
          >
            <Icon />
            {title}
          </Link>
        ))}
      </div>
      <PagesMenu pages={pages} search={search} />
    </nav>
  )
}

/** The page that is shown; of one thing of a kind, the list of that kind. */
function useCurrent(pages: readonly PageDefinition[]): PageDefinition | undefined {
  const { pathname } = useLocation()
  const folder = matchPath('/namespaces/:namespace/:folder/:name', pathname)?.params.folder
  const first = folder ?? pathname.split('/')[1]
  return pages.find(({ path }) => path === first)
}

/** Whether what an element holds is wider than its parent: words and neighbours differ in length. */
function useIsCut(ref: RefObject<HTMLElement | null>): boolean {
  const [isCut, setIsCut] = useState(false)
  useLayoutEffect(() => {
    const content = ref.current
    const room = content?.parentElement
    if (content === null || room == null || typeof ResizeObserver === 'undefined') return
    const observer = new ResizeObserver(() => setIsCut(content.scrollWidth > room.clientWidth))
    observer.observe(room)
    return () => observer.disconnect()
  }, [ref])
  return isCut
}

function PagesMenu({ pages, search }: NavigationProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  const navigate = useNavigate()
  const current = useCurrent(pages)
  return (
    <Dropdown
      isOpen={isOpen}
      onOpenChange={setIsOpen}
      onSelect={(_, path) => {
        setIsOpen(false)
        void navigate({ pathname: `/${String(path)}`, search })
      }}
      shouldFocusToggleOnSelect
      popperProps={{ minWidth: '14rem' }}
      toggle={(ref) => (
        <MenuToggle
          ref={ref}
          size="sm"
          icon={<BarsIcon />}
          className="al-nav-menu"
          isExpanded={isOpen}
          onClick={() => setIsOpen(!isOpen)}
          aria-label={t('Pages: {{title}}', { title: current?.title ?? t('none of them') })}
        >
          <span className="al-nav-current">{current?.title ?? t('Pages')}</span>
        </MenuToggle>
      )}
    >
      <DropdownList>
        {pages.map(({ id, path, title, icon: Icon }) => (
          <DropdownItem
            key={id}
            value={path}
            icon={<Icon />}
            {...(path === current?.path ? { 'aria-current': 'page' as const } : {})}
          >
            {title}
          </DropdownItem>
        ))}
      </DropdownList>
    </Dropdown>
  )
}
