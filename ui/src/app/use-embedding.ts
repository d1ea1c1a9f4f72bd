import { useEffect, useRef } from 'react'
import { useLocation } from 'react-router'

/** What a page that shows the console in a frame is told, with `source` to know it by. */
export type EmbeddingMessage =
  | {
      readonly source: 'alidade'
      readonly type: 'view'
      /** Below the console's address: leads to what is seen. */
      readonly path: string
      readonly parameters: Readonly<Record<string, string>>
    }
  | {
      readonly source: 'alidade'
      readonly type: 'selection'
      /** Of a node, edge or box; null: nothing is selected. */
      readonly id: string | null
    }

/**
 * Tells the page around the frame what is looked at and what is selected, whenever that changes.
 * Only a page of one of these origins hears it: names of a mesh are nobody else's business.
 */
export function useEmbedding(origins: readonly string[]): void {
  const { pathname, search } = useLocation()
  const selected = useRef<string | null>(null)
  const listeners = origins.join()
  useEffect(() => {
    if (listeners === '' || window.parent === window) return
    const parameters = Object.fromEntries(new URLSearchParams(search))
    const id = parameters['select'] ?? null
    const around = originsAround(listeners.split(','))
    tell({ source: 'alidade', type: 'view', path: pathname + search, parameters }, around)
    if (id !== selected.current) tell({ source: 'alidade', type: 'selection', id }, around)
    selected.current = id
  }, [listeners, pathname, search])
}

function tell(message: EmbeddingMessage, origins: readonly string[]): void {
  for (const origin of origins) window.parent.postMessage(message, origin)
}

/**
 * Browsers complain of each message to another origin than that of the page around; the one that
 * it came from is told alone where it is known.
 */
function originsAround(allowed: readonly string[]): readonly string[] {
  const known = URL.canParse(document.referrer) ? new URL(document.referrer).origin : null
  return known !== null && allowed.includes(known) ? [known] : allowed
}
