import { Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { GraphBox } from '#contract/graph.ts'
import { HealthReasons } from '../../../../components/HealthReasons.tsx'
import { RateTable } from '../../../../components/RateTable.tsx'
import { t } from '../../../../i18n/t.ts'
import { placeOf } from '../../names.ts'
import { Answers } from './Answers.tsx'
import { OverTime } from '../timeline/OverTime.tsx'
import { Evidence } from './Evidence.tsx'
import { FindingsPart } from './FindingsPart.tsx'
import { BoxMembers } from './BoxMembers.tsx'
import { Members } from './Members.tsx'
import { PagesAboutBox } from './PagesAbout.tsx'
import { usePanel } from './panel-context.ts'
import { PanelHead } from './PanelHead.tsx'
import { Section } from './Section.tsx'

const letters = { cluster: 'C', namespace: 'NS', app: 'A' } as const
const kindWords = { cluster: t('Cluster'), namespace: t('Namespace'), app: t('App') } as const

export function BoxPanel({ box }: { box: GraphBox }): ReactNode {
  const { toggleNamespace, change } = usePanel()
  const { kind, name, cluster } = box
  return (
    <>
      <PanelHead
        kind={kindWords[kind]}
        letters={letters[kind]}
        title={name}
        place={
          kind === 'cluster' ? '' : placeOf(kind === 'app' ? box : { cluster, namespace: null })
        }
        health={box.health}
        actions={
          kind === 'namespace' && (
            <>
              <Button variant="secondary" size="sm" onClick={() => toggleNamespace(box.id)}>
                {t('Close it')}
              </Button>
              <Button variant="link" size="sm" onClick={() => change({ namespaces: [name] })}>
                {t('Only this')}
              </Button>
            </>
          )
        }
      />
      <PagesAboutBox box={box} />
      <Members members={box.members} />
      <Section
        title={t('Traffic')}
        evidence={<Evidence of={t('Traffic')} layers={['requests', 'tcp']} />}
      >
        <RateTable
          caption={t('Traffic of {{name}}', { name })}
          rows={[
            { label: t('In'), traffic: box.inbound },
            { label: t('Out'), traffic: box.outbound },
            { label: t('Inside'), traffic: box.internal },
          ]}
        />
      </Section>
      <OverTime subject={{ box: box.id }} />
      <Answers
        of={name}
        directions={{ in: box.inbound, out: box.outbound, inside: box.internal }}
      />
      <FindingsPart
        touched={(of) => of.ofBox(box)}
        namespaces={box.namespace === null ? [] : [box.namespace]}
      />
      <BoxMembers box={box} />
      {box.health.reasons.length > 0 && (
        <Section title={t('Health')}>
          <HealthReasons health={box.health} />
        </Section>
      )}
    </>
  )
}
