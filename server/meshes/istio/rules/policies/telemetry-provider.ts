import { Field } from '../../../../seams/field.ts'
import type { KubeObject } from '../../../../seams/kube-object.ts'
import { nearestTo } from '../../../../seams/nearest.ts'
import type { Hit, Rule, View } from '../../../../seams/rule.ts'
import { meshSettings } from '../../lookup/mesh-settings.ts'
import { hasSelector, targetRefsOf, telemetryKind } from './policy-object.ts'
import { replaceBy } from '../../../../seams/fix.ts'

/** Telemetry that goes nowhere. */
export const telemetryProvider: Rule = {
  id: 'MC141',
  aka: ['IST0157'],
  severity: 'warning',
  title: 'Telemetry without a provider that takes it',
  cause:
    'accessLogging names no provider, and neither the mesh config nor a Telemetry of the root namespace has one for it; or a provider is named that the mesh config does not have.',
  effect: 'Nothing is written or sent.',
  repair:
    'Name a provider of extensionProviders in the mesh config (prometheus, stackdriver and envoy are always there), or set defaultProviders there.',
  source: 'https://istio.io/latest/docs/reference/config/analysis/ist0157/',
  kinds: [telemetryKind],
  needs: ['ConfigMap'],
  check: function* ({ object, spec }, view) {
    const settings = meshSettings(view)
    if (settings.source === null) return
    const known = [...settings.extensionProviders.keys()]
    for (const name of ['tracing', 'accessLogging', 'metrics']) {
      for (const entry of spec.get(name).items()) yield* unknownIn(entry, known)
    }
    if (settings.defaultLogProviders.length > 0 || inheritsLogProvider(object, view)) return
    for (const entry of spec.get('accessLogging').items()) {
      const providers = entry.get('providers')
      if (entry.get('disabled').flag() === true || providers.items().length > 0) continue
      yield {
        field: providers,
        message: 'These access logs have no provider, and the mesh config has no default for it',
        values: { known: known.join(', ') },
        related: [settings.source],
      }
    }
  },
}

function* unknownIn(entry: Field, known: readonly string[]): Iterable<Hit> {
  for (const provider of entry.get('providers').items()) {
    const field = provider.get('name')
    const name = field.text()
    if (name === null || known.includes(name)) continue
    const near = nearestTo(name, known)
    yield {
      field,
      message: `The mesh config has no provider ${name}, only ${known.join(', ')}${near === null ? '' : `; did you mean ${near}?`}`,
      values: { provider: name, known: known.join(', ') },
      ...(near === null ? {} : { fix: replaceBy(field, near) }),
    }
  }
}

/** Providers that a wider Telemetry names hold for narrower ones that name none. */
function inheritsLogProvider(object: KubeObject, view: View): boolean {
  const { rootNamespace } = meshSettings(view)
  const { namespace = '' } = object.metadata
  const wider = [rootNamespace, namespace].flatMap((place) =>
    view.inNamespace(telemetryKind, place),
  )
  return wider.some(
    (one) =>
      one !== object &&
      !hasSelector(one) &&
      targetRefsOf(one).length === 0 &&
      new Field(one)
        .get('spec', 'accessLogging')
        .items()
        .some((entry) => entry.get('providers').items().length > 0),
  )
}
