import type { ComponentType } from 'react'

export type ThemeName = 'light' | 'dark'

/** What the shell hands to every page. The rest comes from the address and the API. */
export interface PageProps {
  readonly theme: ThemeName
}

/** One page of the console: a folder under `pages/` exports one, `pages/index.ts` lists it. */
export interface PageDefinition {
  readonly id: string
  readonly path: string // below the base path, without a leading slash
  readonly title: string // in the navigation and the window's title
  readonly icon: ComponentType
  /** Parameters of its address that name things of one cluster: another one begins without. */
  readonly clusterParameters: readonly string[]
  /** Where it leads in another context, when its path names a thing of one cluster. */
  readonly pathElsewhere?: string
  /** Reached by links alone: it stands not in the navigation. */
  readonly isHidden?: true
  /** The title of the window, where the address says more than `title`; null: it does not. */
  readonly titleOf?: (
    parameters: Readonly<Record<string, string | undefined>>,
    search: URLSearchParams,
  ) => string | null
  /** Loads the page's own script, the first time that it is opened. */
  readonly load: () => Promise<ComponentType<PageProps>>
}
