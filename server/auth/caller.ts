import type { Identity, Viewer } from '../seams/identity.ts'

/** Who sent this request, and what they may see. Every handler gets one; there is no other way in. */
export interface Caller {
  readonly identity: Identity
  readonly viewer: Viewer
}
