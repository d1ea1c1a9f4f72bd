import type { ReactNode } from 'react'
import type { ProxySection } from '#contract/proxy.ts'
import { clusters } from '../kinds/clusters.tsx'
import { endpoints } from '../kinds/endpoints.tsx'
import { listeners } from '../kinds/listeners.tsx'
import { services, workloads } from '../kinds/node.tsx'
import { routes } from '../kinds/routes.tsx'
import { secrets } from '../kinds/secrets.tsx'
import { stats } from '../kinds/stats.tsx'
import type { PartId } from '../parts-of.ts'
import type { TableKind } from '../table/column.ts'
import { TablePart } from '../table/TablePart.tsx'
import type { Look } from '../use-look.ts'
import { DifferencePart } from './DifferencePart.tsx'
import { DocumentPart } from './DocumentPart.tsx'
import { Enrolled } from './Enrolled.tsx'
import { MetricsPart } from './MetricsPart.tsx'
import { SummaryPart } from './SummaryPart.tsx'
import { WaypointCard } from './WaypointCard.tsx'

type Body = (look: Look) => ReactNode

const bodies: Readonly<Record<PartId, Body>> = {
  summary: (look) => (
    <SummaryPart look={look}>
      {look.pod.role === 'waypoint' && <WaypointCard look={look} />}
    </SummaryPart>
  ),
  clusters: comparable(clusters),
  endpoints: comparable(endpoints),
  listeners: comparable(listeners),
  routes: comparable(routes),
  secrets: comparable(secrets),
  stats: comparable(stats),
  services: comparable(services),
  workloads: comparable(workloads),
  enrolledServices: (look) => <Enrolled look={look} what="services" />,
  enrolledWorkloads: (look) => <Enrolled look={look} what="workloads" />,
  bootstrap: (look) => <DocumentPart look={look} document="bootstrap" />,
  config: (look) => <DocumentPart look={look} document="config" />,
  metrics: (look) => <MetricsPart look={look} />,
}

function comparable<Section extends ProxySection>(kind: TableKind<Section>): Body {
  return (look) => {
    const { against } = look.address.view
    return against === null ? (
      <TablePart kind={kind} look={look} />
    ) : (
      <DifferencePart kind={kind} look={look} against={against} />
    )
  }
}

/** One part of what there is to see of a proxy. */
export function PartBody({ part, look }: { part: PartId; look: Look }): ReactNode {
  return bodies[part](look)
}
