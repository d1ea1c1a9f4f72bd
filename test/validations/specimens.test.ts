import { expect, it } from 'vitest'
import { defaultTopology } from '../../lab/world/default-world.ts'
import { buildObjects } from '../../lab/world/objects.ts'
import { meshes } from '../../server/meshes/index.ts'
import type { KubeObject } from '../../server/seams/kube-object.ts'
import { neutralRules } from '../../server/validations/rules/index.ts'
import { Validator } from '../../server/validations/validator.ts'

const rules = [...neutralRules, ...Object.values(meshes).flatMap((mesh) => mesh.rules)]

/** As people know them: the first two digits of the codes. */
const families = ['KIA00', 'KIA01', 'KIA02', 'KIA03', 'KIA06', 'KIA07', 'KIA10', 'KIA11', 'KIA12']
const laterFamilies = ['KIA14', 'KIA15', 'KIA16', 'KIA17']

it('the lab has a specimen of each family of findings that objects at rest can show', () => {
  const validator = new Validator({ rules, nowMs: Date.parse('2026-11-21T00:00:00Z') })
  const objects = buildObjects(defaultTopology).map((one) => structuredClone(one) as KubeObject)
  validator.apply({ put: objects })
  const found = new Set<string>(
    validator.findings().flatMap(({ rule, object }) => (object.namespace === 'broken' ? rule : [])),
  )
  const codes = rules.flatMap(({ id, aka }) => (found.has(id) ? aka : []))
  const missing = [...families, ...laterFamilies].filter(
    (family) => !codes.some((code) => code.startsWith(family)),
  )
  expect(missing).toEqual([])
})
