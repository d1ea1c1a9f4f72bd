import type { BackEnd, Status } from '#contract/status.ts'
import type { News, Notices } from '../../api/notices.ts'
import { t } from '../../i18n/t.ts'

export const consoleKey = 'console'
export const backEndKey = (context: string | null, id: string): string =>
  `backEnd:${context ?? ''}:${id}`
export const warningPrefix = (context: string | null, source: string): string =>
  `warning:${context ?? ''}:${source}:`

export interface StatusChange {
  readonly context: string | null
  /** The one before; null: this is the first. */
  readonly before: Status | null
  readonly after: Status
  /** Loads the page of the newer console. */
  readonly reload: () => void
}

/** Tells of back ends that went or came back, and of another console in the place of this one. */
export function tellStatus(
  notices: Notices,
  { context, before, after, reload }: StatusChange,
): void {
  for (const backEnd of after.backEnds) {
    const key = backEndKey(context, backEnd.id)
    const wasGone =
      notices.find(key)?.severity === 'danger' ||
      before?.backEnds.find(({ id }) => id === backEnd.id)?.state === 'notReached'
    if (backEnd.state === 'notReached') notices.tell(newsOfLoss(key, backEnd))
    if (backEnd.state !== 'reached') continue
    notices.end(warningPrefix(context, backEnd.id))
    notices.end(key)
    if (wasGone) notices.tell(newsOfReturn(key, backEnd))
  }
  if (before !== null && before.startedAt !== after.startedAt)
    tellOtherConsole(notices, { before, after, reload })
}

interface OtherConsole extends Pick<StatusChange, 'after' | 'reload'> {
  readonly before: Status
}

function tellOtherConsole(notices: Notices, { before, after, reload }: OtherConsole): void {
  const isOther = before.version !== after.version
  notices.tell({
    key: 'version',
    severity: 'info',
    title: isOther
      ? t('The console is version {{version}} now', { version: after.version })
      : t('The console was started anew'),
    detail: isOther
      ? t('This page is of version {{version}}: load it again.', { version: before.version })
      : null,
    isToast: isOther,
    ...(isOther ? { action: { word: t('Load again'), act: reload } } : {}),
  })
}

const nameOf = ({ id, product }: BackEnd): string => product ?? id

const newsOfLoss = (key: string, backEnd: BackEnd): News => ({
  ...{ key, severity: 'danger', isToast: true, detail: backEnd.message },
  title: t('{{name}} is not reached', { name: nameOf(backEnd) }),
})

const newsOfReturn = (key: string, backEnd: BackEnd): News => ({
  ...{ key, severity: 'success', isToast: true, detail: null },
  title: t('{{name}} is reached again', { name: nameOf(backEnd) }),
})

/** Tells that the console itself went, or came back. */
export function tellConsole(notices: Notices, isThere: boolean): void {
  const wasGone = notices.find(consoleKey)?.severity === 'danger'
  if (isThere && !wasGone) return
  notices.tell({
    key: consoleKey,
    severity: isThere ? 'success' : 'danger',
    title: isThere ? t('The console answers again') : t('The console does not answer'),
    detail: isThere ? null : t('What is shown is the newest that was known.'),
    isToast: true,
  })
}
