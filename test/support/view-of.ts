import type { View } from '../../server/seams/rule.ts'
import { Dependencies } from '../../server/validations/dependencies.ts'
import { ObjectStore } from '../../server/validations/object-store.ts'
import { createView } from '../../server/validations/view.ts'
import { objectsOf } from './check-rule.ts'

/** A view of the objects in documents of YAML, without clock and traffic; all kinds are known. */
export function viewOf(yaml: string): View {
  const store = new ObjectStore()
  for (const object of objectsOf(yaml)) store.put(object)
  return createView(
    { nowMs: null, traffic: null, unknownKinds: new Set() },
    { store, dependencies: new Dependencies(), reader: { objectKey: '', reads: new Set() } },
  )
}
