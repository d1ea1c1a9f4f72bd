import type { Router } from 'express'
import { listContexts } from '#contract/contexts.ts'
import type { Contexts } from '../context.ts'

/** Mounts the list of contexts, which needs no context and no caller. */
export function mountContexts(router: Router, contexts: Contexts): void {
  router.get(listContexts.path, (_request, response) => {
    response.json(listContexts.response.parse({ contexts: [...contexts.list()] }))
  })
}
