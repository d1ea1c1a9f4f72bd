/** Dashboards elsewhere, by their titles. */
export interface DashboardSearch {
  /**
   * Where the dashboard of exactly this title is, below the address of the product: `d/abc`. Null:
   * it has none. Throws SourceUnavailableError.
   */
  readonly find: (title: string) => Promise<string | null>
}
