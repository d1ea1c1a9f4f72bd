import { globSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { artifactFile } from './artifacts.ts'
import type { KubeConnection } from './kube-connection.ts'
import { hasCondition } from './kube-objects.ts'

const definitionsPath = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions'
const establishedWithinMs = 60_000

const listSchema = z.object({ items: z.array(z.unknown()) })

/** Defines all kinds of Istio and of Gateway API (standard channel); done when they are served. */
export async function createCustomResources(connection: KubeConnection): Promise<void> {
  await Promise.all(readDefinitions().map((document) => create(connection, document)))
  await untilDefined(connection)
}

function readDefinitions(): readonly string[] {
  const folder = artifactFile('crds', '.')
  return globSync('*.yaml', { cwd: folder })
    .map((name) => readFileSync(artifactFile('crds', name), 'utf8'))
    .flatMap((text) => text.split(/^---$/m))
    .filter((document) => /^kind: CustomResourceDefinition$/m.test(document))
}

/** The server reads YAML itself, so the documents are sent as they are. */
async function create(connection: KubeConnection, document: string): Promise<void> {
  const { status, body } = await connection.request('POST', definitionsPath, {
    body: document,
    contentType: 'application/yaml',
  })
  if (status !== 201 && status !== 409)
    throw new Error(`a custom resource definition was refused: ${status} ${JSON.stringify(body)}`)
}

/** Resolves when a server serves all of them. */
export async function untilDefined(connection: KubeConnection): Promise<void> {
  const count = readDefinitions().length
  const deadlineAt = Date.now() + establishedWithinMs
  for (;;) {
    const { body } = await connection.request('GET', definitionsPath)
    const established = listSchema
      .parse(body)
      .items.filter((definition) => hasCondition(definition, 'Established'))
    if (established.length >= count) return
    if (Date.now() > deadlineAt)
      throw new Error(`${established.length} of ${count} custom resource definitions established`)
    await sleep(100)
  }
}
