import { Alert, AlertActionCloseButton, AlertActionLink, AlertGroup } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import './notices.css'
import { useNotices, useTellNotices } from '../../api/notices-context.ts'
import { toastCorner } from '../../components/toast-corner.ts'

const shownMs = 6000
const shownLongMs = 10_000 // of what is wrong: it is read in the drawer later

/** What has just happened, in passing; gone by itself after a while. */
export function NoticeToasts(): ReactNode {
  const notices = useTellNotices()
  const { notices: all, toasts } = useNotices()
  const shown = toasts.flatMap((key) => all.find((one) => one.key === key) ?? [])
  if (shown.length === 0) return null
  return (
    <AlertGroup isToast isLiveRegion appendTo={toastCorner}>
      {shown.map(({ key, severity, title, detail, action, times }) => (
        <Alert
          key={`${key} ${severity} ${times}`}
          variant={severity}
          title={title}
          timeout={severity === 'danger' ? shownLongMs : shownMs}
          onTimeout={() => notices.dropToast(key)}
          actionClose={<AlertActionCloseButton onClose={() => notices.dropToast(key)} />}
          {...(action && {
            actionLinks: <AlertActionLink onClick={action.act}>{action.word}</AlertActionLink>,
          })}
        >
          {detail}
        </Alert>
      ))}
    </AlertGroup>
  )
}
