import { Modal, ModalBody, ModalHeader, ModalVariant } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { t } from '../../i18n/t.ts'
import type { KeyGroup } from './help-words.ts'
import './keys.css'

/** Which key does what. */
export function KeysDialog({
  groups,
  onClose,
}: {
  readonly groups: readonly KeyGroup[]
  readonly onClose: () => void
}): ReactNode {
  return (
    <Modal isOpen variant={ModalVariant.medium} aria-labelledby="al-keys-title" onClose={onClose}>
      <ModalHeader title={t('Keys')} labelId="al-keys-title" />
      <ModalBody>
        <div className="al-keys">
          {groups.map(({ title, lines }) => (
            <section key={title} aria-label={title}>
              <h2>{title}</h2>
              <dl>
                {lines.map(({ keys, does }) => (
                  <div key={does}>
                    <dt>
                      {keys.map((key) => (
                        <kbd key={key}>{key}</kbd>
                      ))}
                    </dt>
                    <dd>{does}</dd>
                  </div>
                ))}
              </dl>
            </section>
          ))}
        </div>
      </ModalBody>
    </Modal>
  )
}
