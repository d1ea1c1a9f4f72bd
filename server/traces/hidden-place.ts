import type { SpanPlace } from '#contract/traces.ts'

/** What is told of the place of a span in a namespace that the asker may not see. */
export const hiddenPlace: SpanPlace = {
  namespace: null,
  workload: null,
  app: null,
  version: null,
  pod: null,
  role: 'app',
  isHidden: true,
}
