import { Button, Modal, ModalBody, ModalFooter, ModalHeader } from '@patternfly/react-core'
import { useEffect, type ReactNode } from 'react'
import { useBlocker } from 'react-router'
import { t } from '../i18n/t.ts'

export interface LeaveGuardProps {
  readonly isChanged: boolean
  /** What becomes of the changes. */
  readonly children: ReactNode
}

/** Asks before a page with unsaved changes is left, by a link or by closing it. */
export function LeaveGuard({ isChanged, children }: LeaveGuardProps): ReactNode {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      isChanged &&
      (currentLocation.pathname !== nextLocation.pathname ||
        currentLocation.search !== nextLocation.search),
  )
  useEffect(() => {
    if (!isChanged) return undefined
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', ask)
    return () => window.removeEventListener('beforeunload', ask)
  }, [isChanged])
  if (blocker.state !== 'blocked') return null
  return (
    <Modal isOpen variant="small" onClose={blocker.reset} aria-labelledby="al-leave">
      <ModalHeader title={t('Leave without saving?')} labelId="al-leave" />
      <ModalBody>{children}</ModalBody>
      <ModalFooter>
        <Button variant="primary" onClick={blocker.reset}>
          {t('Stay')}
        </Button>
        <Button variant="secondary" onClick={blocker.proceed}>
          {t('Leave')}
        </Button>
      </ModalFooter>
    </Modal>
  )
}
