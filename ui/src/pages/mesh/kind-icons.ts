import { ChartAreaIcon } from '@patternfly/react-icons/dist/esm/icons/chart-area-icon'
import { ClusterIcon } from '@patternfly/react-icons/dist/esm/icons/cluster-icon'
import { CogsIcon } from '@patternfly/react-icons/dist/esm/icons/cogs-icon'
import { CompassIcon } from '@patternfly/react-icons/dist/esm/icons/compass-icon'
import { DatabaseIcon } from '@patternfly/react-icons/dist/esm/icons/database-icon'
import { DoorOpenIcon } from '@patternfly/react-icons/dist/esm/icons/door-open-icon'
import { LayerGroupIcon } from '@patternfly/react-icons/dist/esm/icons/layer-group-icon'
import { MicrochipIcon } from '@patternfly/react-icons/dist/esm/icons/microchip-icon'
import { RouteIcon } from '@patternfly/react-icons/dist/esm/icons/route-icon'
import { ServerIcon } from '@patternfly/react-icons/dist/esm/icons/server-icon'
import { StreamIcon } from '@patternfly/react-icons/dist/esm/icons/stream-icon'
import type { ComponentType } from 'react'
import type { MeshPartKind } from '#contract/mesh.ts'

export const kindIcons = {
  controlPlane: CogsIcon,
  dataPlane: LayerGroupIcon,
  gateway: DoorOpenIcon,
  waypoint: RouteIcon,
  nodeProxy: ServerIcon,
  nodeAgent: MicrochipIcon,
  cluster: ClusterIcon,
  metricStore: DatabaseIcon,
  traceStore: StreamIcon,
  dashboards: ChartAreaIcon,
  console: CompassIcon,
} as const satisfies Record<MeshPartKind, ComponentType<{ className?: string }>>
