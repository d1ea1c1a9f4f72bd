import { Button } from '@patternfly/react-core'
import { TimesIcon } from '@patternfly/react-icons/dist/esm/icons/times-icon'
import type { ReactNode } from 'react'
import type { MeshPart, MeshState } from '#contract/mesh.ts'
import { CopyText } from '../../../components/CopyText.tsx'
import { HealthBadge } from '../../../components/HealthBadge.tsx'
import { PanelTabs } from '../../../components/PanelTabs.tsx'
import { t } from '../../../i18n/t.ts'
import { kindIcons } from '../kind-icons.ts'
import { partKindWords, titleOfPart } from '../../../components/part-words.ts'
import { BackEndFacts } from './BackEndFacts.tsx'
import { CertificatesTab } from './CertificatesTab.tsx'
import { ComponentFacts } from './ComponentFacts.tsx'
import { ConsoleFacts } from './ConsoleFacts.tsx'
import { ControlPlaneFacts, type ControlPlaneFactsProps } from './ControlPlaneFacts.tsx'
import { DataPlaneFacts } from './DataPlaneFacts.tsx'
import { LimitedCharts } from './LimitedCharts.tsx'
import { PartCharts } from './PartCharts.tsx'
import { Reasons } from './Reasons.tsx'
import { SettingsTab } from './SettingsTab.tsx'

export interface PartPanelProps {
  readonly part: MeshPart
  readonly state: MeshState
  readonly onClose: () => void
}

/** All that is known of one part: its health and why, then what it is. */
export function PartPanel({ part, state, onClose }: PartPanelProps): ReactNode {
  const Icon = kindIcons[part.kind]
  return (
    <>
      <header className="al-mesh-panel-head">
        <div>
          <span className="al-quiet">
            <Icon /> {partKindWords[part.kind].one}
          </span>
          <h2>{titleOfPart(part)}</h2>
          <HealthBadge status={part.status} />
        </div>
        <Button
          variant="plain"
          size="sm"
          aria-label={t('Close')}
          icon={<TimesIcon />}
          onClick={onClose}
        />
      </header>
      <section className="al-mesh-section" aria-label={t('Health')}>
        {part.reasons.length === 0 ? (
          <p className="al-quiet">{t('It answers: this page comes from it.')}</p>
        ) : (
          <Reasons part={part} />
        )}
      </section>
      <PartBody part={part} state={state} />
    </>
  )
}

function PartBody({ part, state }: Omit<PartPanelProps, 'onClose'>): ReactNode {
  if (part.kind === 'controlPlane') {
    const dataPlanes = state.parts.filter((one) => one.kind === 'dataPlane')
    return <ControlPlaneTabs {...{ part, dataPlanes }} meshes={state.meshes} />
  }
  if (part.kind === 'dataPlane') return <DataPlaneFacts part={part} />
  if (part.kind === 'console') return <ConsoleFacts part={part} now={state.at} />
  if ('backEnd' in part)
    return (
      <>
        <BackEndFacts part={part} now={state.at} />
        <section className="al-mesh-section" aria-label={t('As told')}>
          <h3>{t('As told')}</h3>
          <CopyText label={t('what is told of it')} text={JSON.stringify(part.backEnd, null, 2)} />
        </section>
      </>
    )
  return (
    <>
      <ComponentFacts part={part} />
      {part.charts !== null && <PartCharts part={part} />}
    </>
  )
}

function ControlPlaneTabs(props: ControlPlaneFactsProps): ReactNode {
  const { part } = props
  const { namespace, name } = part
  return (
    <PanelTabs
      label={t('About the control plane')}
      tabs={[
        { name: 'facts', title: t('Facts'), body: <ControlPlaneFacts {...props} /> },
        { name: 'charts', title: t('Charts'), body: <LimitedCharts part={part} /> },
        { name: 'certificates', title: t('Certificates'), body: <CertificatesTab part={part} /> },
        {
          name: 'settings',
          title: t('Settings'),
          body: <SettingsTab namespace={namespace ?? ''} name={name} />,
        },
      ]}
    />
  )
}
