import type { ComponentType } from 'react'
import type { Stretch } from '../components/time-parameters.ts'

/** What a page about one thing is about. */
export type SubjectKind = 'app' | 'service' | 'workload'

export interface Subject {
  readonly kind: SubjectKind
  readonly namespace: string
  readonly name: string
}

export interface TabProps {
  readonly subject: Subject
}

/**
 * One tab of the pages about an app, a service or a workload: a folder here exports one, the index
 * lists it. Its own parameters in the address begin with its id.
 */
export interface TabDefinition {
  readonly id: string // in the address: tab=logs
  readonly title: string
  readonly kinds: readonly SubjectKind[]
  /** What the address says so that the tab shows this stretch; absent: it knows but now. */
  readonly timeParameters?: (stretch: Stretch) => Readonly<Record<string, string>>
  /** It shows the time of the page: `at` and `window` in the address. */
  readonly showsPageTime?: true
  /** Loads the tab's own script, the first time that it is opened; nothing is asked before. */
  readonly load: () => Promise<ComponentType<TabProps>>
}
