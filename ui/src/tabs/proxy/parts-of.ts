import {
  proxySections,
  type ProxyDocument,
  type ProxyPod,
  type ProxySection,
} from '#contract/proxy.ts'

/** Documents that have one piece for each row of a table. */
export type PartDocument = Exclude<ProxyDocument, 'config' | 'bootstrap'>

const documentSections = [
  ...(['clusters', 'endpoints', 'listeners', 'routes', 'secrets'] as const),
] as const satisfies readonly PartDocument[]

const isDocument = (section: string): section is PartDocument =>
  documentSections.some((one) => one === section)

/** Every table can be laid beside that of another pod, or of another moment. */
export const isCompared = (part: string): part is ProxySection =>
  proxySections.some((one) => one === part)

/** Where the JSON of a table's rows is; null: they have none. */
export function documentOf(
  section: ProxySection,
  { documents }: Pick<ProxyPod, 'documents'>,
): PartDocument | null {
  return isDocument(section) && documents.includes(section) ? section : null
}

/** What the tab is divided into, beside the tables: each has an id of its own in the address. */
export type PartId =
  | 'summary'
  | ProxySection
  | 'enrolledServices'
  | 'enrolledWorkloads'
  | 'bootstrap'
  | 'config'
  | 'metrics'

const wholeDocuments = ['bootstrap', 'config'] as const

// What is measured stands last, as in the tabs of everything else.
const lastSections: ReadonlySet<ProxySection> = new Set(['stats'])

/** The parts of a proxy, in the order to show. */
export function partsOf(
  { role, sections, documents }: Pick<ProxyPod, 'role' | 'sections' | 'documents'>,
  hasDashboard: boolean,
): readonly PartId[] {
  return [
    'summary',
    ...(role === 'waypoint' ? (['enrolledServices', 'enrolledWorkloads'] as const) : []),
    ...sections.filter((one) => !lastSections.has(one)),
    ...wholeDocuments.filter((one) => documents.includes(one)),
    ...sections.filter((one) => lastSections.has(one)),
    ...(hasDashboard ? (['metrics'] as const) : []),
  ]
}
