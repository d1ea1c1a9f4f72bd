import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { KubeConnection } from './kube-connection.ts'
import type { KubeObject } from './kube-objects.ts'

interface ResourceKind {
  readonly path: string // of the group and version: /api/v1 or /apis/apps/v1
  readonly plural: string
  readonly isNamespaced: boolean
  readonly hasStatus: boolean
}

const listSchema = z.object({
  resources: z.array(z.object({ name: z.string(), kind: z.string(), namespaced: z.boolean() })),
})

// A kind is served a moment after its definition is established.
const waitForKindMs = 60_000

/** Asks the API server where objects of a kind live; remembers what it was told. */
export class KubeDiscovery {
  readonly #connection: KubeConnection
  readonly #kinds = new Map<string, Promise<ResourceKind>>()

  constructor(connection: KubeConnection) {
    this.#connection = connection
  }

  /** The URL path of an object, and whether its status is written apart. Throws for unknown kinds. */
  async locate({ apiVersion, kind, metadata }: KubeObject): Promise<{
    readonly path: string
    readonly hasStatus: boolean
  }> {
    const { path, plural, isNamespaced, hasStatus } = await this.#kind(apiVersion, kind)
    const scope = isNamespaced ? `/namespaces/${metadata.namespace ?? 'default'}` : ''
    return { path: `${path}${scope}/${plural}/${encodeURIComponent(metadata.name)}`, hasStatus }
  }

  #kind(apiVersion: string, kind: string): Promise<ResourceKind> {
    const key = `${apiVersion} ${kind}`
    const known = this.#kinds.get(key)
    if (known !== undefined) return known
    const asked = this.#ask(apiVersion, kind)
    this.#kinds.set(key, asked)
    asked.catch(() => this.#kinds.delete(key))
    return asked
  }

  async #ask(apiVersion: string, kind: string): Promise<ResourceKind> {
    const path = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`
    const deadlineAt = Date.now() + waitForKindMs
    for (;;) {
      const { status, body } = await this.#connection.request('GET', path)
      const resources = status === 200 ? listSchema.parse(body).resources : []
      const found = resources.find((each) => each.kind === kind && !each.name.includes('/'))
      if (found !== undefined)
        return {
          path,
          plural: found.name,
          isNamespaced: found.namespaced,
          hasStatus: resources.some(({ name }) => name === `${found.name}/status`),
        }
      if (Date.now() > deadlineAt) throw new Error(`the API server serves no ${apiVersion} ${kind}`)
      await sleep(100)
    }
  }
}
