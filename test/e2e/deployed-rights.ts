import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseAllDocuments } from 'yaml'
import { z } from 'zod'
import type { KubernetesServer } from '../servers/kubernetes.ts'

const rbacFile = path.resolve(import.meta.dirname, '../../deploy/rbac.yaml')

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
})

/** Does what `kubectl apply -f deploy/rbac.yaml` does. */
export async function applyDeployedRights(
  kubernetes: Pick<KubernetesServer, 'apply'>,
): Promise<void> {
  for (const document of parseAllDocuments(readFileSync(rbacFile, 'utf8'))) {
    const { metadata, ...object } = objectSchema.parse(document.toJS())
    const { namespace, ...rest } = metadata
    const whole = namespace === undefined ? rest : { ...rest, namespace }
    await kubernetes.apply([{ ...object, metadata: whole }])
  }
}
