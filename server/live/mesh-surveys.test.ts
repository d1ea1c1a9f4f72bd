import { expect, it } from 'vitest'
import { anInventory } from '../../test/support/inventory.ts'
import { aDetectedMesh, aMesh } from '../../test/support/mesh.ts'
import { surveysOf } from './mesh-surveys.ts'

it('looks at a cluster that changes all the time once a second, whoever asks', () => {
  let looks = 0
  const mesh = aMesh({
    detect: () => {
      looks += 1
      return aDetectedMesh
    },
  })
  const meshes = [mesh]
  const cluster = { inventory: () => anInventory() } // another one each time
  const first = surveysOf(cluster, meshes, 5000)
  expect(surveysOf(cluster, meshes, 5999)).toBe(first)
  expect(looks).toBe(1)
  expect(surveysOf(cluster, meshes, 6000)).not.toBe(first)
  expect(looks).toBe(2)
})
