import { afterAll, beforeAll, describe, expect, it } from 'vitest'

export interface ApiAnswer {
  readonly status: number
  readonly body: unknown
}

export interface ApiRequest {
  readonly body?: unknown
  readonly contentType?: string
  readonly token?: string
}

export interface ApiServerUnderTest {
  readonly request: (method: string, path: string, ask?: ApiRequest) => Promise<ApiAnswer>
  readonly namespace: string // exists
  readonly nobodyToken: string // of somebody without any rights of their own
  readonly close: () => Promise<void>
}

const merge = 'application/merge-patch+json'
const jsonPatch = 'application/json-patch+json'
const apply = 'application/apply-patch+yaml'

/** What a careful change of an object needs of an API server, and what it says when it refuses. */
export function describeApiWrites(name: string, open: () => Promise<ApiServerUnderTest>): void {
  describe(`writes and reviews of ${name}`, () => {
    let server: ApiServerUnderTest
    let services = ''
    let made = 0

    beforeAll(async () => {
      server = await open()
      services = `/apis/networking.istio.io/v1/namespaces/${server.namespace}/destinationrules`
    })
    afterAll(async () => {
      await server.close()
    })

    const aRule = (own: string, host = 'cart'): Readonly<Record<string, unknown>> => ({
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: own },
      spec: { host },
    })

    /** The path of a new object. */
    async function aStoredRule(): Promise<string> {
      made += 1
      const own = `rule-${made}`
      const answer = await server.request('POST', services, { body: aRule(own) })
      expect(answer.status).toBe(201)
      return `${services}/${own}`
    }

    it('stores nothing of a dry run, and answers as if it had', async () => {
      const path = await aStoredRule()
      const body = { spec: { host: 'dry' } }
      const dry = await server.request('PATCH', `${path}?dryRun=All`, { body, contentType: merge })
      expect(dry).toMatchObject({ status: 200, body: { spec: { host: 'dry' } } })
      expect(await server.request('GET', path)).toMatchObject({ body: { spec: { host: 'cart' } } })
      const gone = await server.request('DELETE', `${path}?dryRun=All`)
      expect(gone.status).toBe(200)
      expect((await server.request('GET', path)).status).toBe(200)
      const created = await server.request('POST', `${services}?dryRun=All`, {
        body: aRule('never-stored'),
      })
      expect(created.status).toBe(201)
      expect((await server.request('GET', `${services}/never-stored`)).status).toBe(404)
    })

    it.each([
      { desc: 'a merge patch', contentType: merge },
      { desc: 'an update', contentType: null },
    ])('refuses $desc of a state that is no longer there', async ({ contentType }) => {
      const path = await aStoredRule()
      const { body } = await server.request('GET', path)
      const change = { body: { metadata: { labels: { a: 'b' } } }, contentType: merge }
      expect((await server.request('PATCH', path, change)).status).toBe(200)
      const old = body as { readonly metadata: { readonly resourceVersion: string } }
      const answer =
        contentType === null
          ? await server.request('PUT', path, { body: old })
          : await server.request('PATCH', path, {
              body: { metadata: { resourceVersion: old.metadata.resourceVersion } },
              contentType,
            })
      expect(answer).toMatchObject({
        status: 409,
        body: { kind: 'Status', reason: 'Conflict', code: 409 },
      })
      expect(answer.body).toHaveProperty(
        'message',
        expect.stringMatching(/the object has been modified; please apply your changes to the/),
      )
    })

    it('takes a JSON patch whole or not at all', async () => {
      const path = await aStoredRule()
      const host = { op: 'replace', path: '/spec/host', value: 'other' }
      const wrong = { op: 'test', path: '/spec/host', value: 'nobody' }
      const refused = await server.request('PATCH', path, {
        body: [host, wrong],
        contentType: jsonPatch,
      })
      expect(refused.status).toBe(422)
      expect(await server.request('GET', path)).toMatchObject({ body: { spec: { host: 'cart' } } })
      const taken = await server.request('PATCH', path, { body: [host], contentType: jsonPatch })
      expect(taken).toMatchObject({ status: 200, body: { spec: { host: 'other' } } })
    })

    it('lets one manager own a field until another insists', async () => {
      made += 1
      const own = `applied-${made}`
      const by = (manager: string, more = ''): string =>
        `${services}/${own}?fieldManager=${manager}${more}`
      const ask = (host: string): ApiRequest => ({ body: aRule(own, host), contentType: apply })
      expect((await server.request('PATCH', by('alpha'), ask('one'))).status).toBe(201)
      const conflict = await server.request('PATCH', by('beta'), ask('two'))
      expect(conflict).toMatchObject({
        status: 409,
        body: {
          reason: 'Conflict',
          details: {
            causes: [
              {
                reason: 'FieldManagerConflict',
                message: 'conflict with "alpha"',
                field: '.spec.host',
              },
            ],
          },
        },
      })
      const forced = await server.request('PATCH', by('beta', '&force=true'), ask('two'))
      expect(forced).toMatchObject({ status: 200, body: { spec: { host: 'two' } } })
    })

    it('asks for a manager of what is applied', async () => {
      const answer = await server.request('PATCH', `${services}/unnamed`, {
        body: aRule('unnamed'),
        contentType: apply,
      })
      expect(answer.status).toBe(422)
      expect(answer.body).toHaveProperty(
        'message',
        expect.stringContaining('fieldManager: Required value'),
      )
    })

    it('says what somebody may do, to themselves', async () => {
      const review = (token?: string): Promise<ApiAnswer> =>
        server.request('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
          body: {
            apiVersion: 'authorization.k8s.io/v1',
            kind: 'SelfSubjectAccessReview',
            spec: {
              resourceAttributes: {
                ...{ group: 'networking.istio.io', resource: 'destinationrules', verb: 'patch' },
                namespace: server.namespace,
              },
            },
          },
          ...(token === undefined ? {} : { token }),
        })
      expect(await review()).toMatchObject({ status: 201, body: { status: { allowed: true } } })
      expect(await review(server.nobodyToken)).toMatchObject({
        status: 201,
        body: { status: { allowed: false } },
      })
    })

    it('lists the rules that hold for somebody in a namespace', async () => {
      const answer = await server.request(
        'POST',
        '/apis/authorization.k8s.io/v1/selfsubjectrulesreviews',
        {
          body: {
            apiVersion: 'authorization.k8s.io/v1',
            kind: 'SelfSubjectRulesReview',
            spec: { namespace: server.namespace },
          },
        },
      )
      expect(answer).toMatchObject({
        status: 201,
        body: {
          status: {
            incomplete: false,
            resourceRules: expect.arrayContaining([
              expect.objectContaining({ verbs: ['*'], resources: ['*'] }),
            ]) as unknown,
          },
        },
      })
    })

    it('keeps events, and selects them by the object that they are about', async () => {
      const events = `/api/v1/namespaces/${server.namespace}/events`
      for (const pod of ['cart-1', 'cart-2']) {
        const answer = await server.request('POST', events, {
          body: {
            apiVersion: 'v1',
            kind: 'Event',
            metadata: { name: `${pod}.1`, namespace: server.namespace },
            involvedObject: { kind: 'Pod', namespace: server.namespace, name: pod },
            ...{ reason: 'Started', message: 'Started container cart', type: 'Normal' },
          },
        })
        expect(answer.status).toBe(201)
      }
      const selector = encodeURIComponent('involvedObject.kind=Pod,involvedObject.name=cart-2')
      const { body } = await server.request('GET', `${events}?fieldSelector=${selector}`)
      expect(body).toMatchObject({ items: [{ involvedObject: { name: 'cart-2' } }] })
    })
  })
}
