import type { Inventory } from '../../../seams/inventory.ts'
import { objectIdOf, type KubeObject } from '../../../seams/kube-object.ts'
import type { ConfigEffect, EffectiveMtls, MtlsMode, PolicyFacts } from '../../../seams/mesh.ts'
import type { View } from '../../../seams/rule.ts'
import { meshSettings } from '../lookup/mesh-settings.ts'
import { once } from '../once.ts'
import {
  meshMode,
  namespaceMode,
  peerAuthenticationKind,
  workloadMode,
  type EffectiveMode,
  type ServerMode,
} from '../lookup/mtls.ts'
import { createActing } from './acting.ts'
import { describeEntries } from './entries.ts'
import { viewOfInventory } from './inventory-view.ts'
import { readMachines } from './machines.ts'
import { createParticipation } from './participation.ts'

const modes = {
  STRICT: 'strict',
  PERMISSIVE: 'permissive',
  DISABLE: 'disabled',
} as const satisfies Record<ServerMode, MtlsMode>

/** What policies say, each worked out when somebody asks for it. */
export function readPolicies(
  inventory: Inventory,
  effectsOnService: (key: string) => readonly ConfigEffect[],
): PolicyFacts {
  const view = viewOfInventory(inventory)
  const isKnown = view.isKnown(peerAuthenticationKind)
  const acting = createActing(inventory, { view, effectsOnService })
  return {
    mtlsOfNamespace: (namespace) =>
      isKnown ? describe(view, namespaceMode(view, namespace), namespace) : null,
    mtlsOfWorkload: ({ namespace, podLabels }) => {
      if (!isKnown) return null
      const found = workloadMode(view, namespace, podLabels)
      return {
        ...describe(view, found, namespace),
        byPort: new Map([...found.byPort].map(([port, mode]) => [port, modes[mode]])),
      }
    },
    actingOnWorkload: acting.onWorkload,
    actingOnService: acting.onService,
    participationOf: createParticipation(inventory),
    describeExternal: describeEntries(inventory),
    machines: once(() => readMachines(inventory)),
    objectOf: acting.objectOf,
    revisionOf: (labels) => labels['istio.io/rev'] ?? null,
  }
}

/** What servers take where no namespace says otherwise; null: the objects are not known. */
export function mtlsOfMesh(inventory: Inventory): EffectiveMtls | null {
  const view = viewOfInventory(inventory)
  if (!view.isKnown(peerAuthenticationKind)) return null
  const { mode, from } = meshMode(view)
  return {
    mode: modes[mode],
    from: from === null ? null : objectIdOf(from),
    reach: from === null ? 'default' : 'mesh',
  }
}

function describe(view: View, { mode, from }: EffectiveMode, namespace: string): EffectiveMtls {
  return {
    mode: modes[mode],
    from: from === null ? null : objectIdOf(from),
    reach: from === null ? 'default' : reachOf(view, from, namespace),
  }
}

function reachOf(view: View, from: KubeObject, namespace: string): EffectiveMtls['reach'] {
  const { rootNamespace } = meshSettings(view)
  if (from.metadata.namespace === rootNamespace && namespace !== rootNamespace) return 'mesh'
  return namespaceMode(view, namespace).from === from ? 'namespace' : 'workload'
}
