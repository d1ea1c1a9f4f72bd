import type { Field } from '../../../../seams/field.ts'

/** One place where a destination rule says how clients speak TLS. */
export interface TlsSetting {
  /** The field `tls`. */
  readonly field: Field
  /** What it is for, beside the whole host: `subset v1`, `port 443`; empty: the whole host. */
  readonly part: string
  readonly port: number | null
}

/** All `tls` of a destination rule: of its host, of ports, of subsets and of their ports. */
export function tlsSettingsOf(spec: Field): readonly TlsSetting[] {
  return [
    ...settingsIn(spec.get('trafficPolicy'), ''),
    ...spec
      .get('subsets')
      .items()
      .flatMap((subset) =>
        settingsIn(subset.get('trafficPolicy'), `subset ${subset.get('name').text() ?? ''}`),
      ),
  ]
}

function settingsIn(policy: Field, part: string): readonly TlsSetting[] {
  const ports = policy
    .get('portLevelSettings')
    .items()
    .map((setting) => {
      const port = setting.get('port', 'number').number()
      const words = [part, `port ${port ?? '?'}`].filter((word) => word !== '')
      return { field: setting.get('tls'), part: words.join(', '), port }
    })
  return [{ field: policy.get('tls'), part, port: null }, ...ports].filter(
    ({ field }) => field.isPresent,
  )
}
