import { Button, Tab, Tabs, TabTitleText } from '@patternfly/react-core'
import { RedoIcon } from '@patternfly/react-icons/dist/esm/icons/redo-icon'
import { useState, type ReactNode } from 'react'
import type { Proxies, ProxyPod } from '#contract/proxy.ts'
import { useDashboards } from '../../../api/chart-queries.ts'
import { useReadWholeMoment } from '../../../api/proxy-queries.ts'
import { subjectFolders } from '../../../components/subject-address.ts'
import { formatInstant } from '../../../lib/age.ts'
import type { Subject } from '../../tab.ts'
import { isCompared, partsOf, type PartId } from '../parts-of.ts'
import { toPart, type Against } from '../url.ts'
import { useReadings, type Look, type Moment } from '../use-look.ts'
import type { ViewInAddress } from '../use-proxy-view.ts'
import { CompareMenu } from './CompareMenu.tsx'
import { PartBody } from './PartBody.tsx'
import { PodMenu } from './PodMenu.tsx'
import { t } from '../../../i18n/t.ts'

export interface InsideProps {
  readonly subject: Subject
  readonly proxies: Proxies
  readonly pod: ProxyPod
  readonly address: ViewInAddress
}

const partWords: Readonly<Record<PartId, string>> = {
  ...{ summary: t('Summary'), clusters: t('Clusters'), endpoints: t('Endpoints') },
  ...{ listeners: t('Listeners'), routes: t('Routes'), secrets: t('Secrets') },
  ...{ bootstrap: t('Bootstrap'), config: t('Config'), stats: t('Stats'), metrics: t('Metrics') },
  ...{ services: t('Services'), workloads: t('Workloads') },
  ...{ enrolledServices: t('Enrolled services'), enrolledWorkloads: t('Enrolled workloads') },
}

const mostKept = 5

/** One proxy: which pod, laid beside what, and its parts as tabs. */
export function Inside({ subject, proxies, pod, address }: InsideProps): ReactNode {
  const { view, change } = address
  const { reading, moment, learn, readAgain } = useReadings(subject.namespace, pod.pod)
  const readWhole = useReadWholeMoment()
  const [kept, setKept] = useState<readonly Moment[]>([])
  const { data: found } = useDashboards({
    ...{ namespace: subject.namespace, kind: subjectFolders[subject.kind], name: subject.name },
  })
  const parts = partsOf(pod, found?.dashboards.some(({ id }) => id === pod.dashboard) === true)
  const part = parts.find((one) => one === view.part) ?? 'summary'
  const look: Look = { subject, proxies, pod, address, reading, learn }
  const others = proxies.pods.filter((one) => one.role === pod.role && one.pod !== pod.pod)
  const compare = (against: Against | null): void => {
    // A moment beside itself would differ in nothing.
    if (against?.kind === 'moment' && against.snapshot === moment?.snapshot) readAgain()
    change({ against, row: '' })
  }
  const isKept = moment !== null && kept.some(({ snapshot }) => snapshot === moment.snapshot)
  return (
    <>
      <div className="al-proxy-head">
        <PodMenu
          pods={proxies.pods}
          pod={pod}
          onChoose={(chosen) => change({ pod: chosen, row: '', against: null })}
        />
        <div className="al-proxy-head-end">
          {moment !== null && (
            <span className="al-quiet">
              {t('read at {{time}}', { time: formatInstant(moment.takenAt, reading.turn) })}
            </span>
          )}
          <Button
            variant="plain"
            size="sm"
            aria-label={t('Read again')}
            icon={<RedoIcon />}
            onClick={readAgain}
          />
          {parts.some(isCompared) && (
            <>
              <Button
                variant="secondary"
                size="sm"
                isDisabled={moment === null || isKept}
                onClick={() => {
                  if (moment === null) return
                  setKept([moment, ...kept].slice(0, mostKept))
                  readWhole(reading.pod, { ...moment, sections: pod.sections })
                }}
              >
                {isKept ? t('Moment kept') : t('Keep this moment')}
              </Button>
              <CompareMenu
                against={view.against}
                others={others.map((one) => one.pod)}
                kept={kept.filter((one) => one.pod === pod.pod)}
                now={reading.turn}
                onChoose={compare}
              />
            </>
          )}
        </div>
      </div>
      <Tabs
        aria-label={t('Parts of the proxy in {{pod}}', { pod: pod.pod })}
        activeKey={part}
        isSubtab
        onSelect={(_, key) => {
          const chosen = parts.find((one) => one === key)
          if (chosen !== undefined) change(toPart(chosen === 'summary' ? '' : chosen))
        }}
        className="al-proxy-tabs"
      >
        {parts.map((one) => (
          <Tab
            key={one}
            eventKey={one}
            title={<TabTitleText>{partWords[one]}</TabTitleText>}
            tabContentId={`proxy-part-${one}`}
          />
        ))}
      </Tabs>
      <section id={`proxy-part-${part}`} role="tabpanel" aria-label={partWords[part]}>
        <PartBody key={`${part} ${pod.pod}`} part={part} look={look} />
      </section>
    </>
  )
}
