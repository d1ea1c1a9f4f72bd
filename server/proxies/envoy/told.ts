import { isRecord, recordAt, recordsAt, textAt, timeAt, type JsonRecord } from '../../seams/json.ts'

/** One resource of a dump, with how it came to the proxy. */
export interface ToldResource {
  readonly resource: JsonRecord
  readonly isStatic: boolean
  readonly isWarming: boolean
  readonly version: string | null
  readonly updatedAt: number | null
}

/** Which lists of a section of the dump have resources, and under which name. */
export interface DumpSection {
  readonly type: string // end of the type of the section
  readonly field: string // under which an entry has its resource
  readonly fixed: readonly string[]
  readonly active: readonly string[]
  readonly warming: readonly string[]
}

export const dumpSections = {
  clusters: {
    type: 'ClustersConfigDump',
    field: 'cluster',
    fixed: ['static_clusters'],
    active: ['dynamic_active_clusters'],
    warming: ['dynamic_warming_clusters'],
  },
  routes: {
    type: 'RoutesConfigDump',
    field: 'route_config',
    fixed: ['static_route_configs'],
    active: ['dynamic_route_configs'],
    warming: [],
  },
  secrets: {
    type: 'SecretsConfigDump',
    field: 'secret',
    fixed: ['static_secrets'],
    active: ['dynamic_active_secrets'],
    warming: ['dynamic_warming_secrets'],
  },
  listeners: {
    type: 'ListenersConfigDump',
    field: 'listener',
    fixed: ['static_listeners'],
    active: ['dynamic_listeners'],
    warming: [],
  },
} as const satisfies Record<string, DumpSection>

/** The part of `/config_dump` whose type ends so; an empty record when it has none. */
export function configOf(dump: unknown, type: string): JsonRecord {
  const whole = `.${type}`
  return recordsAt(dump, 'configs').find((config) => textAt(config, '@type')?.endsWith(whole)) ?? {}
}

/** The resources of a section, those that are in use first. */
export function readTold(dump: unknown, section: DumpSection): readonly ToldResource[] {
  const config = configOf(dump, section.type)
  const read = (
    lists: readonly string[],
    more: { readonly isStatic: boolean; readonly isWarming: boolean },
  ): ToldResource[] =>
    lists
      .flatMap((list) => recordsAt(config, list))
      .flatMap((entry) => statesOf(entry, section.field, more))
  return [
    ...read(section.active, { isStatic: false, isWarming: false }),
    ...read(section.warming, { isStatic: false, isWarming: true }),
    ...read(section.fixed, { isStatic: true, isWarming: false }),
  ]
}

/** A listener may be there twice: the one in use, and the one that is to follow. */
function statesOf(
  entry: JsonRecord,
  field: string,
  more: { readonly isStatic: boolean; readonly isWarming: boolean },
): ToldResource[] {
  const states = [
    { state: entry, isWarming: more.isWarming },
    { state: recordAt(entry, 'active_state'), isWarming: false },
    { state: recordAt(entry, 'warming_state'), isWarming: true },
  ]
  return states.flatMap(({ state, isWarming }) => {
    const resource = state[field]
    if (!isRecord(resource)) return []
    return [
      {
        resource,
        isStatic: more.isStatic,
        isWarming,
        version: textAt(state, 'version_info'),
        updatedAt: timeAt(state, 'last_updated'),
      },
    ]
  })
}

/** What the proxy refused: the name of the resource, and why, in its words. */
export function readProblems(dump: unknown, section: DumpSection): readonly string[] {
  const config = configOf(dump, section.type)
  return [...section.active, ...section.warming]
    .flatMap((list) => recordsAt(config, list))
    .flatMap((entry) => {
      const details = textAt(entry, 'error_state', 'details')
      if (details === null) return []
      const resource = textAt(entry, 'error_state', 'failed_configuration', 'name')
      return [`${textAt(entry, 'name') ?? resource ?? 'unnamed'}: ${details.slice(0, 1000)}`]
    })
}

/** What rows say of how their resource came to the proxy. */
export function toldOf({
  isStatic,
  isWarming,
  version,
  updatedAt,
}: ToldResource): Omit<ToldResource, 'resource'> {
  return { isStatic, isWarming, version, updatedAt }
}
