import { isUnwell as isBad } from '#contract/health.ts'
import type { MeshPart } from '#contract/mesh.ts'

/** Worth looking at; what is not known is not. */
export const isUnwell = ({ status }: MeshPart): boolean => isBad(status)
