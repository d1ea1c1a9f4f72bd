import type { ReactNode } from 'react'
import type { ComponentPart } from '#contract/mesh.ts'
import { Fact, Facts } from '../../../components/Facts.tsx'
import { sayRevision } from '../../../components/revision-words.ts'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import { t } from '../../../i18n/t.ts'

/** A gateway, a waypoint, a proxy or an agent of the nodes. */
export function ComponentFacts({ part }: { readonly part: ComponentPart }): ReactNode {
  const { namespace, name, ready, total } = part
  return (
    <div className="al-mesh-section">
      <Facts>
        <Fact term={t('Workload')}>
          {namespace === null ? null : (
            <SubjectLink subject={{ kind: 'workload', namespace, name }}>
              {namespace}/{name}
            </SubjectLink>
          )}
        </Fact>
        <Fact term={t('Version')}>{part.version}</Fact>
        <Fact term={t('Revision')}>{sayRevision(part.revision, part.servedBy)}</Fact>
        <Fact term={t('Pods')}>{t('{{ready}} of {{total}} ready', { ready, total })}</Fact>
      </Facts>
    </div>
  )
}
