import {
  Button,
  FormSelect,
  FormSelectOption,
  Modal,
  ModalBody,
  ModalHeader,
  Skeleton,
} from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import type { Proxies, ProxyPod } from '#contract/proxy.ts'
import {
  useProxies,
  useProxyInfo,
  useSetLogLevel,
  type ProxySubject,
} from '../../../api/proxy-queries.ts'
import { LogLevelForm } from '../../../components/LogLevelForm.tsx'
import { usualLevel } from '../../../components/usual-level.ts'
import { t } from '../../../i18n/t.ts'

/** How much the proxies of these pods write, and the switch for who may. */
export function LevelMenu({ subject }: { subject: ProxySubject }): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <Button variant="plain" size="sm" onClick={() => setIsOpen(true)}>
        {t('Proxy log level')}
      </Button>
      {isOpen && (
        <Modal variant="small" isOpen onClose={() => setIsOpen(false)}>
          <ModalHeader title={t('Proxy log level')} />
          <ModalBody>
            <Levels subject={subject} />
          </ModalBody>
        </Modal>
      )}
    </>
  )
}

function Levels({ subject }: { subject: ProxySubject }): ReactNode {
  const { data, error } = useProxies(subject)
  const [chosen, setChosen] = useState('')
  if (data === undefined)
    return error === null ? (
      <Skeleton height="4rem" screenreaderText={t('Looking for proxies')} />
    ) : (
      <p className="al-warn">{error.message}</p>
    )
  if (data.missingRight !== null) return <p className="al-warn">{data.missingRight}</p>
  const pods = data.pods.filter(({ logLevels }) => logLevels.length > 0)
  const pod = pods.find((one) => one.pod === chosen) ?? pods[0]
  if (pod === undefined)
    return <p className="al-quiet">{t('None of these pods has a proxy of its own.')}</p>
  return (
    <div className="al-log-levels">
      <FormSelect aria-label={t('Pod')} value={pod.pod} onChange={(_, name) => setChosen(name)}>
        {pods.map((one) => (
          <FormSelectOption key={one.pod} value={one.pod} label={one.pod} />
        ))}
      </FormSelect>
      <LevelOf key={pod.pod} namespace={subject.namespace} pod={pod} proxies={data} />
    </div>
  )
}

interface LevelOfProps {
  readonly namespace: string
  readonly pod: ProxyPod
  readonly proxies: Proxies
}

function LevelOf({ namespace, pod, proxies }: LevelOfProps): ReactNode {
  const setLevel = useSetLogLevel()
  const [openedAt] = useState(() => Date.now())
  const name = { namespace, pod: pod.pod }
  const { data, error } = useProxyInfo({ pod: name, turn: openedAt })
  if (data === undefined && error === null)
    return <Skeleton height="2rem" screenreaderText={t('Asking the proxy')} />
  return (
    <>
      {error !== null && <p className="al-warn">{error.message}</p>}
      <LogLevelForm
        pod={pod.pod}
        choices={pod.logLevels}
        level={usualLevel(data?.levels ?? [])}
        whyNot={proxies.mayChange ? null : t('You may not set it.')}
        onSet={(level) => setLevel(name, { logger: null, level })}
      />
    </>
  )
}
