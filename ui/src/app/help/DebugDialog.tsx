import {
  Alert,
  Button,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  Skeleton,
  Tab,
  Tabs,
  TabTitleText,
} from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import { Trouble } from '../../components/Trouble.tsx'
import { t } from '../../i18n/t.ts'
import { formatAge } from '../../lib/age.ts'
import { copyText } from '../../lib/copy-text.ts'
import { saveBlob } from '../../lib/save-blob.ts'
import './help.css'
import { useReport, type ReportPart } from './use-report.ts'

const titles = {
  settings: t('Settings'),
  server: t('Server'),
  page: t('This page'),
  performance: t('Performance'),
} as const satisfies Record<ReportPart, string>
const parts = Object.keys(titles) as ReportPart[]

const oldAfterMs = 60_000

/** What a report of a fault needs, to be read, copied or saved. */
export function DebugDialog({ onClose }: { onClose: () => void }): ReactNode {
  const report = useReport()
  const [shown, setShown] = useState<ReportPart>('settings')
  const [isCopied, setIsCopied] = useState<boolean | null>(null)
  const { texts, whole, error, isTaking, ageMs, withheld } = report
  return (
    <Modal isOpen variant="large" onClose={onClose} aria-labelledby="al-debug">
      <ModalHeader
        title={t('Debug information')}
        labelId="al-debug"
        description={t(
          'For a report of a fault. Secrets are removed by the server; names of namespaces and services are not.',
        )}
      />
      <ModalBody className="al-debug">
        {withheld.map((text) => (
          <Alert key={text} isInline isPlain variant="info" title={text} />
        ))}
        {ageMs > oldAfterMs && (
          <Alert
            isInline
            variant="warning"
            title={t('This is {{age}} old: what has happened since is not in it', {
              age: formatAge(ageMs),
            })}
          />
        )}
        {error !== null ? (
          <Trouble error={error} onRetry={report.takeAgain} />
        ) : texts === null ? (
          <Skeleton height="20rem" screenreaderText={t('Taking it down')} />
        ) : (
          <Tabs
            activeKey={shown}
            onSelect={(_, key) => setShown(parts.find((part) => part === key) ?? 'settings')}
            aria-label={t('Parts of the report')}
          >
            {parts.map((part) => (
              <Tab key={part} eventKey={part} title={<TabTitleText>{titles[part]}</TabTitleText>}>
                {part === shown && (
                  <pre className="al-debug-text" tabIndex={0} aria-label={titles[part]}>
                    {texts[part]}
                  </pre>
                )}
              </Tab>
            ))}
          </Tabs>
        )}
      </ModalBody>
      <ModalFooter>
        <Button
          isDisabled={whole === null}
          onClick={() => {
            if (whole !== null) void copyText(whole).then(setIsCopied)
          }}
        >
          {isCopied === true ? t('Copied') : t('Copy all')}
        </Button>
        <Button
          variant="secondary"
          isDisabled={whole === null}
          onClick={() => {
            if (whole !== null) saveBlob(new Blob([whole], { type: 'application/json' }), 'json')
          }}
        >
          {t('Save as a file')}
        </Button>
        <Button variant="link" isLoading={isTaking} onClick={report.takeAgain}>
          {t('Take it down again')}
        </Button>
        {isCopied === false && (
          <span className="al-warn">
            {t('The browser lets nobody copy without https: save it as a file.')}
          </span>
        )}
      </ModalFooter>
    </Modal>
  )
}
