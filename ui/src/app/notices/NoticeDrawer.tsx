import {
  Button,
  EmptyState,
  EmptyStateBody,
  NotificationDrawer,
  NotificationDrawerBody,
  NotificationDrawerHeader,
  NotificationDrawerList,
  NotificationDrawerListItem,
  NotificationDrawerListItemBody,
  NotificationDrawerListItemHeader,
} from '@patternfly/react-core'
import { TimesIcon } from '@patternfly/react-icons/dist/esm/icons/times-icon'
import { useEffect, useEffectEvent, useRef, type ReactNode } from 'react'
import { noticeSeverities, type Notice, type NoticeSeverity } from '../../api/notices.ts'
import { useNotices, useTellNotices } from '../../api/notices-context.ts'
import { t } from '../../i18n/t.ts'
import { formatMoment } from '../../lib/age.ts'

const titles = {
  danger: t('Failures'),
  warning: t('Warnings', { context: 'notices' }),
  success: t('Done'),
  info: t('Good to know'),
} as const satisfies Record<NoticeSeverity, string>

/** All that has happened while this page was open, the worst kind first. */
export function NoticeDrawer({ onClose }: { onClose: () => void }): ReactNode {
  const store = useTellNotices()
  const { notices } = useNotices()
  const drawer = useRef<HTMLElement>(null)
  useEffect(() => drawer.current?.focus(), [])
  const press = useEffectEvent(({ key, defaultPrevented }: KeyboardEvent) => {
    if (key === 'Escape' && !defaultPrevented) onClose()
  })
  useEffect(() => {
    // On the document: a button that has done its work is disabled, and lets go of the focus.
    const listen = (event: KeyboardEvent): void => press(event)
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
  const unread = notices.filter(({ isRead }) => !isRead).length
  const groups = noticeSeverities.flatMap((severity) => {
    const own = notices.filter((one) => one.severity === severity)
    return own.length === 0 ? [] : [{ severity, own }]
  })
  return (
    <aside ref={drawer} tabIndex={-1} className="al-news" aria-label={t('Notices')}>
      <NotificationDrawer>
        <NotificationDrawerHeader
          title={t('Notices')}
          customText={t('{{amount}} not read', { amount: unread })}
          closeButtonAriaLabel={t('Close the notices')}
          onClose={onClose}
        >
          <Button
            variant="link"
            size="sm"
            isDisabled={unread === 0}
            onClick={() => store.markRead()}
          >
            {t('Mark all read')}
          </Button>
          <Button
            variant="link"
            size="sm"
            isDisabled={notices.length === 0}
            onClick={() => store.clear()}
          >
            {t('Clear all')}
          </Button>
        </NotificationDrawerHeader>
        <NotificationDrawerBody>
          {groups.length === 0 && (
            <EmptyState variant="sm" titleText={t('Nothing has happened')} headingLevel="h2">
              <EmptyStateBody>
                {t(
                  'Back ends that go or come back, answers that are not whole, and what you write are told here.',
                )}
              </EmptyStateBody>
            </EmptyState>
          )}
          {groups.map(({ severity, own }) => (
            <section key={severity} aria-label={titles[severity]}>
              <h2 className="al-news-title">
                {titles[severity]} <span className="al-quiet">{own.length}</span>
              </h2>
              <NotificationDrawerList aria-label={titles[severity]}>
                {own.map((notice) => (
                  <Item key={notice.key} notice={notice} />
                ))}
              </NotificationDrawerList>
            </section>
          ))}
        </NotificationDrawerBody>
      </NotificationDrawer>
    </aside>
  )
}

function Item({ notice }: { notice: Notice }): ReactNode {
  const store = useTellNotices()
  const { key, severity, title, detail, action, at, times, isRead } = notice
  const when = formatMoment(at)
  return (
    <NotificationDrawerListItem
      variant={severity}
      isRead={isRead}
      isHoverable={false}
      onClick={() => store.markRead(key)}
    >
      <NotificationDrawerListItemHeader variant={severity} title={title} headingLevel="h3">
        <Button
          variant="plain"
          size="sm"
          icon={<TimesIcon />}
          aria-label={t('Clear: {{title}}', { title })}
          onClick={(event) => {
            event.stopPropagation()
            store.clear(key)
          }}
        />
      </NotificationDrawerListItemHeader>
      <NotificationDrawerListItemBody
        timestamp={times === 1 ? when : t('{{when}}, {{times}} times', { when, times })}
      >
        {detail}
        {action !== undefined && (
          <div>
            <Button variant="link" isInline onClick={action.act}>
              {action.word}
            </Button>
          </div>
        )}
      </NotificationDrawerListItemBody>
    </NotificationDrawerListItem>
  )
}
