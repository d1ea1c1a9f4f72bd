import { writePointer } from '../../../../seams/field.ts'
import type { Rule } from '../../../../seams/rule.ts'
import { sidecarKind } from '../../lookup/kinds.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'

/** A policy that does not say what it is. */
export const outboundModeUnsaid: Rule = {
  id: 'MC272',
  aka: ['KIA1007'],
  severity: 'info',
  title: 'Outbound policy of a Sidecar without a mode',
  cause: 'outboundTrafficPolicy is there and its mode is not.',
  effect:
    'It is REGISTRY_ONLY then, the zero value, whatever the mesh says: hosts that nobody registered are blocked.',
  repair: 'Write the mode, or leave outboundTrafficPolicy out to have that of the mesh.',
  source: 'https://istio.io/latest/docs/reference/config/networking/sidecar/#OutboundTrafficPolicy',
  kinds: [sidecarKind],
  needs: [],
  check: ({ spec }, view) => {
    const field = spec.get('outboundTrafficPolicy')
    const mode = field.get('mode')
    if (field.isAbsent || Array.isArray(field.value) || typeof field.value !== 'object') return []
    if ((mode.text() ?? '') !== '' || mode.number() !== null) return []
    const { outboundPolicy } = meshSettings(view)
    return [
      {
        field,
        message: `Without a mode this is REGISTRY_ONLY; the mesh is set to ${outboundPolicy}`,
        values: { mode: 'REGISTRY_ONLY', mesh: outboundPolicy },
        fix: {
          title: 'Say REGISTRY_ONLY, as it is',
          patch: [{ op: 'add', path: writePointer(mode.path), value: 'REGISTRY_ONLY' }],
        },
      },
    ]
  },
}
