import type { Mesh } from '../seams/mesh.ts'
import { istio } from './istio/index.ts'

/** Every mesh that the console knows. One folder and one line each. */
export const meshes = { istio } as const satisfies Record<string, Mesh>
