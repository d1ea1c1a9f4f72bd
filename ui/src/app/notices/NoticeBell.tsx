import { NotificationBadge } from '@patternfly/react-core'
import { lazy, Suspense, useRef, useState, type ReactNode } from 'react'
import { useNotices, useTellNotices } from '../../api/notices-context.ts'
import { t } from '../../i18n/t.ts'
import './notices.css'

const NoticeDrawer = lazy(() =>
  import('./NoticeDrawer.tsx').then(({ NoticeDrawer }) => ({ default: NoticeDrawer })),
)

/** How many notices are not read yet, and the drawer with all of them. */
export function NoticeBell(): ReactNode {
  const { notices } = useNotices()
  const store = useTellNotices()
  const [isOpen, setIsOpen] = useState(false)
  const place = useRef<HTMLSpanElement>(null)
  const unread = notices.filter(({ isRead }) => !isRead)
  const isGrave = unread.some(({ severity }) => severity === 'danger')
  const close = (): void => {
    setIsOpen(false)
    place.current?.querySelector('button')?.focus()
  }
  return (
    <span ref={place}>
      <NotificationBadge
        variant={unread.length === 0 ? 'read' : isGrave ? 'attention' : 'unread'}
        count={unread.length}
        isExpanded={isOpen}
        onClick={() => {
          store.dropToast() // they stand in the drawer
          setIsOpen(!isOpen)
        }}
        aria-label={
          unread.length === 0
            ? t('Notices')
            : t('Notices: {{amount}} not read', { amount: unread.length })
        }
      />
      <Suspense fallback={null}>{isOpen && <NoticeDrawer onClose={close} />}</Suspense>
    </span>
  )
}
