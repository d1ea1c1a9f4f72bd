import type { ReactNode } from 'react'
import type { ComponentPart } from '#contract/mesh.ts'
import { SubjectLink } from '../../../components/SubjectLink.tsx'
import { Fact, Facts } from './Facts.tsx'

/** A gateway, a waypoint, a proxy or an agent of the nodes. */
export function ComponentFacts({ part }: { readonly part: ComponentPart }): ReactNode {
  const { namespace, name, ready, total } = part
  return (
    <div className="al-mesh-section">
      <Facts>
        <Fact term="Workload">
          {namespace === null ? null : (
            <SubjectLink subject={{ kind: 'workload', namespace, name }}>
              {namespace}/{name}
            </SubjectLink>
          )}
        </Fact>
        <Fact term="Version">{part.version}</Fact>
        <Fact term="Revision">{part.revision ?? 'default'}</Fact>
        <Fact term="Pods">{`${ready} of ${total} ready`}</Fact>
      </Facts>
    </div>
  )
}
