import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Identity } from '../../server/seams/identity.ts'
import type { KubeObject } from '../../server/seams/kube-object.ts'
import {
  ObjectCallError,
  type CallFailure,
  type LiveObject,
  type ObjectCalls,
  type ObjectRef,
} from '../../server/seams/object-calls.ts'
import type { ClusterSource } from '../../server/seams/source.ts'
import { createCallSource } from './source-on.ts'

interface Person {
  readonly token: string
  readonly kubeconfig: string
}

/** A cluster to call. */
export interface CalledCluster {
  readonly administrator: Person
  /** Of somebody without any right. */
  readonly nobodyToken: string
  readonly namespace: string // exists
  readonly stopServer: () => Promise<void>
  readonly startServer: () => Promise<void>
  readonly close: () => Promise<void>
}

const group = 'networking.istio.io'
const by = { fieldManager: 'conformance' }

/** What calls as the asker owe to the console, whatever the API server. */
export function describeObjectCalls(name: string, start: () => Promise<CalledCluster>): void {
  describe(`object calls on ${name}`, () => {
    let kube: CalledCluster
    let source: ClusterSource
    let calls: ObjectCalls
    let admin: Identity
    let nobody: Identity
    let made = 0

    beforeAll(async () => {
      kube = await start()
      source = createCallSource(kube.administrator.kubeconfig)
      calls = source.calls
      admin = { kind: 'token', token: kube.administrator.token }
      nobody = { kind: 'token', token: kube.nobodyToken }
    })
    afterAll(async () => {
      await source.close()
      await kube.close()
    })

    const aRule = (own: string, host: string): KubeObject => ({
      apiVersion: `${group}/v1`,
      kind: 'DestinationRule',
      metadata: { name: own, namespace: kube.namespace },
      spec: { host },
    })
    const refOf = (own: string): ObjectRef => ({
      ...{ group, kind: 'DestinationRule', namespace: kube.namespace, name: own },
    })
    const stored = async (host = 'cart'): Promise<LiveObject> => {
      made += 1
      return (await calls.create(admin, aRule(`called-${made}`, host), by)).object
    }
    const failureOf = async (call: Promise<unknown>): Promise<CallFailure> => {
      const error: unknown = await call.then(
        () => null,
        (thrown: unknown) => thrown,
      )
      if (error instanceof ObjectCallError) return error.failure
      throw new Error(`no refusal: ${String(error)}`)
    }

    it('finds a kind by its name, by its plural, and in the version that is asked for', async () => {
      const wanted = { group, kind: 'DestinationRule', resource: 'destinationrules' }
      const { version, ...found } = await calls.kindOf({ group, kind: 'DestinationRule' })
      expect(found).toMatchObject({ ...wanted, isNamespaced: true })
      expect(found.verbs).toContain('patch')
      expect(await calls.kindOf({ group, resource: 'destinationrules' })).toMatchObject({ version })
      const old = await calls.kindOf({ group, kind: 'DestinationRule', version: 'v1alpha3' })
      expect(old).toMatchObject({ ...wanted, version: 'v1alpha3' })
      expect(await calls.kindOf({ group: '', kind: 'Namespace' })).toMatchObject({
        ...{ version: 'v1', resource: 'namespaces', isNamespaced: false },
      })
    })

    it('says of a kind that the server does not have that it is not there', async () => {
      const ref = { group: 'nowhere.example.io', kind: 'Thing' }
      expect(await failureOf(calls.kindOf(ref))).toEqual({ kind: 'notFound', what: 'kind' })
    })

    it('creates, reads, replaces and deletes', async () => {
      const object = await stored()
      const { name: own, resourceVersion = '' } = object.metadata
      expect(await calls.get(admin, refOf(own))).toMatchObject({ spec: { host: 'cart' } })
      const { object: after } = await calls.replace(
        admin,
        { ...object, spec: { host: 'other' } },
        by,
      )
      expect(after.spec).toEqual({ host: 'other' })
      expect(after.metadata.resourceVersion).not.toBe(resourceVersion)
      await calls.delete(admin, refOf(own))
      expect(await failureOf(calls.get(admin, refOf(own)))).toEqual({
        ...{ kind: 'notFound', what: 'object' },
      })
    })

    it('stores nothing of a dry run', async () => {
      const object = await stored()
      const { name: own } = object.metadata
      const dry = { ...by, dryRun: true }
      const draft = { ...object, spec: { host: 'dry' } }
      expect((await calls.replace(admin, draft, dry)).object.spec).toEqual({ host: 'dry' })
      await calls.create(admin, aRule('never-stored', 'cart'), dry)
      await calls.delete(admin, refOf(own), { dryRun: true })
      expect(await calls.get(admin, refOf(own))).toMatchObject({ spec: { host: 'cart' } })
      expect((await failureOf(calls.get(admin, refOf('never-stored')))).kind).toBe('notFound')
    })

    it('hands the live object to whoever was too late', async () => {
      const object = await stored()
      const { name: own, resourceVersion = '' } = object.metadata
      await calls.patch(
        admin,
        { ref: refOf(own), patch: { type: 'merge', body: { spec: { host: 'theirs' } } } },
        by,
      )
      const late = calls.replace(admin, { ...object, spec: { host: 'mine' } }, by)
      const failure = await failureOf(late)
      expect(failure).toMatchObject({ kind: 'conflict', live: { spec: { host: 'theirs' } } })
      const removal = calls.delete(admin, refOf(own), { resourceVersion })
      expect(await failureOf(removal)).toMatchObject({ kind: 'conflict' })
    })

    it('takes a JSON patch', async () => {
      const { metadata } = await stored()
      const body = [{ op: 'replace', path: '/spec/host', value: 'patched' }]
      const change = { ref: refOf(metadata.name), patch: { type: 'json', body } } as const
      expect((await calls.patch(admin, change, by)).object.spec).toEqual({ host: 'patched' })
    })

    it('takes a JSON patch of the version that it names, and of no other', async () => {
      const { metadata } = await stored()
      const patchOf = (version = '', host: string) => {
        const body = [
          { op: 'replace', path: '/metadata/resourceVersion', value: version },
          { op: 'replace', path: '/spec/host', value: host },
        ]
        return { ref: refOf(metadata.name), patch: { type: 'json', body } } as const
      }
      const first = patchOf(metadata.resourceVersion, 'first')
      expect((await calls.patch(admin, first, by)).object.spec).toEqual({ host: 'first' })
      const late = patchOf(metadata.resourceVersion, 'late')
      const failure = await failureOf(calls.patch(admin, late, { ...by, dryRun: true }))
      expect(failure).toMatchObject({ kind: 'conflict', live: { spec: { host: 'first' } } })
    })

    it('names those who keep the fields that are applied', async () => {
      await calls.apply(admin, aRule('applied', 'one'), { fieldManager: 'alpha' })
      const theirs = calls.apply(admin, aRule('applied', 'two'), { fieldManager: 'beta' })
      expect(await failureOf(theirs)).toEqual({
        kind: 'fieldConflict',
        fields: [{ manager: 'alpha', field: 'spec.host' }],
      })
      const forced = { fieldManager: 'beta', force: true }
      const { object } = await calls.apply(admin, aRule('applied', 'two'), forced)
      expect(object.spec).toEqual({ host: 'two' })
    })

    it('says that an object of the name is there already', async () => {
      const { metadata } = await stored()
      expect(await failureOf(calls.create(admin, aRule(metadata.name, 'x'), by))).toMatchObject({
        ...{ kind: 'exists', live: { spec: { host: 'cart' } } },
      })
    })

    it('says that the namespace is not there', async () => {
      const object = aRule('homeless', 'cart')
      const away = { ...object, metadata: { ...object.metadata, namespace: 'no-such-place' } }
      expect(await failureOf(calls.create(admin, away, by))).toEqual({
        ...{ kind: 'notFound', what: 'namespace' },
      })
    })

    it('names each field that the kind does not have', async () => {
      const object = { ...aRule('wrong', 'cart'), spec: { host: 'cart', hots: 1 } }
      expect(await failureOf(calls.create(admin, object, by))).toEqual({
        kind: 'invalid',
        causes: [
          { field: 'spec.hots', reason: 'UnknownField', message: 'unknown field "spec.hots"' },
        ],
      })
      const { warnings } = await calls.create(admin, object, { ...by, fieldValidation: 'Warn' })
      expect(warnings).toEqual(['unknown field "spec.hots"'])
    })

    it('names the field whose value cannot be', async () => {
      const object = { ...aRule('wrong-type', 'cart'), spec: { host: ['cart'] } }
      const failure = await failureOf(calls.create(admin, object, by))
      expect(failure).toMatchObject({ kind: 'invalid', causes: [{ field: 'spec.host' }] })
    })

    it('asks with the rights of whoever asks, and says which right is missing', async () => {
      const { metadata } = await stored()
      const { name: own } = metadata
      const right = { group, resource: 'destinationrules', namespace: kube.namespace }
      expect(await failureOf(calls.get(nobody, refOf(own)))).toEqual({
        ...{ kind: 'forbidden', verb: 'get', ...right, name: own },
      })
      expect(await failureOf(calls.list(nobody, { ...right }))).toMatchObject({
        ...{ kind: 'forbidden', verb: 'list' },
      })
      expect(await failureOf(calls.delete(nobody, refOf(own)))).toMatchObject({
        ...{ kind: 'forbidden', verb: 'delete' },
      })
      expect(await calls.get({ kind: 'anonymous' }, refOf(own))).toMatchObject({ metadata })
    })

    it.each([
      { desc: 'nobody knows', token: 'nobody-knows' },
      { desc: 'is empty', token: ' ' },
    ])('lets nobody in with a token that $desc', async ({ token }) => {
      const call = calls.get({ kind: 'token', token }, refOf('called-1'))
      await expect(call).rejects.toMatchObject({ code: 'unauthenticated' })
    })

    it('lists page by page, each object with its kind', async () => {
      await stored()
      await stored()
      const ask = { group, kind: 'DestinationRule', namespace: kube.namespace }
      const first = await calls.list(admin, { ...ask, limit: 1 })
      expect(first.objects).toHaveLength(1)
      expect(first.objects[0]).toMatchObject({ kind: 'DestinationRule', spec: {} })
      const continueAt = first.continueAt ?? ''
      const next = await calls.list(admin, { ...ask, limit: 1, continueAt })
      expect(next.objects[0]?.metadata.name).not.toBe(first.objects[0]?.metadata.name)
    })

    it('chooses by labels and by fields', async () => {
      const object = aRule('labelled', 'cart')
      const metadata = { ...object.metadata, labels: { tier: 'front' } }
      await calls.create(admin, { ...object, metadata }, by)
      const ask = { group, resource: 'destinationrules', namespace: kube.namespace }
      const labelled = await calls.list(admin, { ...ask, labelSelector: 'tier=front' })
      expect(labelled.objects.map((one) => one.metadata.name)).toEqual(['labelled'])
      const named = await calls.list(admin, { ...ask, fieldSelector: 'metadata.name=labelled' })
      expect(named.objects.map((one) => one.metadata.name)).toEqual(['labelled'])
    })

    it('hands out the certificates in a Secret, and no key beside them', async () => {
      const { namespace } = kube
      const certificate = '-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----'
      const key = '-----BEGIN PRIVATE KEY-----\naHVzaA==\n-----END PRIVATE KEY-----'
      const written = (text: string): string => Buffer.from(text).toString('base64')
      const data = { 'both.pem': written(`${key}\n${certificate}`), 'key.pem': written(key) }
      const metadata = { name: 'signing', namespace }
      await calls.create(admin, { apiVersion: 'v1', kind: 'Secret', metadata, data }, by)
      const place = { namespace, name: 'signing' }
      expect(await calls.certificatesOf(admin, place)).toEqual([
        { entry: 'both.pem', pem: certificate },
      ])
      await expect(calls.certificatesOf(nobody, place)).rejects.toMatchObject({
        failure: { kind: 'forbidden' },
      })
    })

    it('never hands out what is in a Secret', async () => {
      const namespace = kube.namespace
      const secret = {
        ...{ apiVersion: 'v1', kind: 'Secret', type: 'Opaque' },
        metadata: {
          ...{ name: 'hidden', namespace },
          annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{"x":"aHVzaA=="}' },
        },
        data: { password: 'aHVzaA==' },
      }
      const ref = { group: '', kind: 'Secret', namespace, name: 'hidden' }
      const { object } = await calls.create(admin, secret, by)
      const read = await calls.get(admin, ref)
      const { objects } = await calls.list(admin, { group: '', resource: 'secrets', namespace })
      const change = { ref, patch: { type: 'merge', body: { metadata: { labels: { a: 'b' } } } } }
      const patched = await calls.patch(
        admin,
        { ...change, patch: { ...change.patch, type: 'merge' } },
        by,
      )
      for (const one of [object, read, ...objects, patched.object]) {
        expect(JSON.stringify(one)).not.toContain('aHVzaA==')
        expect(one).not.toHaveProperty('data')
      }
      expect(read).toMatchObject({ type: 'Opaque', metadata: { name: 'hidden' } })
      const body = { data: { password: 'not base64 aHVzaA' } }
      const refused = calls.patch(admin, { ref, patch: { type: 'merge', body } }, by)
      const error: unknown = await refused.catch((thrown: unknown) => thrown)
      expect(String(error)).not.toContain('aHVzaA')
      expect(JSON.stringify(error)).not.toContain('aHVzaA')
      await expect(calls.replace(admin, read, by)).rejects.toMatchObject({ code: 'badRequest' })
    })

    it.each(['..', 'a/b', '%2e%2e', ''])('takes no name that leads elsewhere: %j', async (own) => {
      const call = calls.get(admin, refOf(own))
      await expect(call).rejects.toMatchObject({ code: 'badRequest' })
      const place = calls.get(admin, { ...refOf('x'), namespace: own === '' ? '.' : own })
      await expect(place).rejects.toMatchObject({ code: 'badRequest' })
    })

    it('says that the server is away, and works again when it is back', async () => {
      const { metadata } = await stored()
      await kube.stopServer()
      const call = calls.get(admin, refOf(metadata.name))
      await expect(call).rejects.toMatchObject({ code: 'sourceUnavailable' })
      await kube.startServer()
      await expect
        .poll(() => calls.get(admin, refOf(metadata.name)).catch(() => null), {
          ...{ timeout: 20_000, interval: 100 },
        })
        .toMatchObject({ metadata: { name: metadata.name } })
    })
  })
}
