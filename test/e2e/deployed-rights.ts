import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseAllDocuments } from 'yaml'
import { readKubeObject } from '../servers/kube-objects.ts'
import type { KubernetesServer } from '../servers/kubernetes.ts'

const rbacFile = path.resolve(import.meta.dirname, '../../deploy/rbac.yaml')

/** Does what `kubectl apply -f deploy/rbac.yaml` does. */
export async function applyDeployedRights(
  kubernetes: Pick<KubernetesServer, 'apply'>,
): Promise<void> {
  for (const document of parseAllDocuments(readFileSync(rbacFile, 'utf8'))) {
    const object: unknown = document.toJS()
    await kubernetes.apply([readKubeObject(object)])
  }
}
