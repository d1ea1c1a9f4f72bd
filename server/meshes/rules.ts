import type { Rule } from '../seams/rule.ts'
import type { meshes } from './index.ts'
import { istioRules } from './istio/rules/index.ts'

/** The rules of each mesh, for those who judge files and need nothing else of it. */
export const rulesByMesh = { istio: istioRules } as const satisfies Record<
  keyof typeof meshes,
  readonly Rule[]
>
