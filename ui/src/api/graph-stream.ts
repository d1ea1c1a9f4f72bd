import { useEffect, useState, useSyncExternalStore } from 'react'
import type { GraphAskInput } from '#contract/graph-ask.ts'
import { useClient } from './client-context.ts'
import { LiveGraph, type LiveGraphState, type Rhythm } from './live-graph.ts'

export interface GraphFollower extends LiveGraphState {
  readonly refresh: () => void
}

/** The graph that answers `query`, kept current in the given rhythm while the component lives. */
export function useLiveGraph(query: GraphAskInput, rhythm: Rhythm): GraphFollower {
  const client = useClient()
  const [live] = useState(() => new LiveGraph(client))
  // Both are made anew with each render; their text tells whether they say something else.
  const question = JSON.stringify({ query, rhythm })
  useEffect(() => {
    const asked = JSON.parse(question) as { query: GraphAskInput; rhythm: Rhythm }
    return live.follow(asked.query, asked.rhythm)
  }, [live, question])
  const state = useSyncExternalStore(live.subscribe, live.read)
  return { ...state, refresh: () => live.refresh() }
}
