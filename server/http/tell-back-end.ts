import type { BackEnd } from '#contract/status.ts'
import type { Viewer } from '../seams/identity.ts'

/** Addresses, and what failed at them, name services and files: only for those who see all. */
export function tellBackEnd(backEnd: BackEnd, { sees }: Viewer): BackEnd {
  if (sees === 'all') return backEnd
  return {
    ...backEnd,
    address: null,
    howFound: 'told to those who see all namespaces',
    message: backEnd.message === null ? null : 'It does not answer as it should.',
    details: [],
  }
}
