import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  getConfigObject,
  getValidations,
  listConfig,
  type ConfigDetails,
  type ConfigList,
} from '#contract/config.ts'
import { getValidationPlaces, type ValidationPlaces } from '#contract/places.ts'
import { meshes } from '../../server/meshes/index.ts'
import { neutralRules } from '../../server/validations/rules/index.ts'
import { startConsoleOnLab, type ConsoleOnLab } from '../support/console.ts'

let running: ConsoleOnLab

beforeAll(async () => {
  running = await startConsoleOnLab({ args: ['--auth', 'token'] })
  running.lab.objects.create({
    apiVersion: 'networking.istio.io/v1',
    kind: 'VirtualService',
    metadata: { name: 'astray', namespace: 'bookinfo' },
    spec: {
      hosts: ['astray.example'],
      http: [{ route: [{ destination: { host: 'nowhere' } }] }],
    },
  })
})
afterAll(() => running.close())

type Who = keyof ConsoleOnLab['lab']['tokens']

const get = (who: Who, place: string): Promise<Response> =>
  fetch(new URL(place, running.url), {
    headers: { authorization: `Bearer ${running.lab.tokens[who]}` },
  })

const list = async (who: Who, query = ''): Promise<ConfigList> =>
  listConfig.response.parse(await (await get(who, `api/v1/config?limit=1000${query}`)).json())

const route = 'api/v1/config/object?group=networking.istio.io&kind=VirtualService'
const details = async (who: Who, query: string): Promise<ConfigDetails> =>
  getConfigObject.response.parse(await (await get(who, route + query)).json())

const rules = [...neutralRules, ...Object.values(meshes).flatMap((mesh) => mesh.rules)]

const [noSecrets, noDefinitions, refused, noCalls, autoMtls] = [
  'Secrets are not read: the console could not show it in any cluster. `alidade lint` finds it.',
  'Definitions of kinds are not read: `alidade lint` finds it among files.',
  'The API server refuses or drops it, so that it never comes into a cluster; the editor and `alidade lint` find it.',
  'It needs requests, and nobody calls the specimens.',
  'It needs a mesh without auto mTLS, and the lab is one mesh, which has it.',
]

/** Rules of which the lab can have no specimen, and why. */
const withoutSpecimen: Readonly<Record<string, string>> = {
  ...{ MC131: autoMtls, MC133: autoMtls, MC145: noCalls, MC216: noCalls },
  ...{ MC303: noSecrets, MC423: noSecrets, MC440: noSecrets, MC347: noDefinitions },
  MC327: 'It needs webhooks, which are not read: the right to list them is the whole cluster’s.',
  ...{ MC400: refused, MC401: refused },
}

describe('configuration over the API', () => {
  it('has a specimen of every rule in the lab, as far as a cluster can have one', async () => {
    const found = async (): Promise<readonly string[]> => {
      const { rows } = await list('admin')
      return [...new Set(rows.flatMap((row) => row.rules))]
    }
    const wanted = rules.map(({ id }) => id).filter((id) => withoutSpecimen[id] === undefined)
    await expect
      .poll(async () => {
        const seen = await found()
        return wanted.filter((id) => !seen.includes(id))
      })
      .toEqual([])
    const ids = new Set<string>(rules.map(({ id }) => id))
    expect(Object.keys(withoutSpecimen).filter((id) => !ids.has(id))).toEqual([])
    const seen = await found()
    expect(Object.keys(withoutSpecimen).filter((id) => seen.includes(id))).toEqual([])
  })

  it('shows all that is wrong to those who see all', async () => {
    const { rows, facets, unknownKinds } = await list('admin', '&namespaces=broken')
    expect(rows.filter(({ validity }) => validity === 'error').length).toBeGreaterThan(3)
    expect(facets.namespaces.map(({ value }) => value)).toEqual(
      expect.arrayContaining(['bookinfo', 'broken', 'payments']),
    )
    expect(unknownKinds).toContainEqual({ kind: 'Secret', reason: 'notRead' })
  })

  it('shows those with one namespace that namespace, and names no other', async () => {
    await expect.poll(async () => (await list('bookinfo', '&text=astray')).matched).toBe(1)
    const all = await list('admin')
    const own = await list('bookinfo')
    const places = new Set(own.rows.map(({ object }) => object.namespace))
    expect([...places].sort()).toEqual(['bookinfo'])
    expect(own.total).toBeLessThan(all.total)
    expect(JSON.stringify(own)).not.toMatch(/broken|payments|travel/)
    const summary = await (await get('bookinfo', 'api/v1/validations')).text()
    expect(summary).not.toMatch(/broken|payments|travel/)
    const { byNamespace } = getValidations.response.parse(JSON.parse(summary))
    expect(byNamespace.map(({ value }) => value)).toEqual(['bookinfo'])
  })

  it('shows nobody what they may not list, by namespace nor by kind', async () => {
    const none = await list('nobody')
    expect(none).toMatchObject({ total: 0, rights: { namespaces: 'none' } })
    const role = 'only-pods'
    const rbac = { apiVersion: 'rbac.authorization.k8s.io/v1' }
    running.lab.objects.create({
      ...rbac,
      ...{ kind: 'ClusterRole', metadata: { name: role } },
      rules: [
        { apiGroups: [''], resources: ['pods', 'services'], verbs: ['list'] },
        { apiGroups: ['networking.istio.io'], resources: ['gateways'], verbs: ['list'] },
      ],
    })
    running.lab.objects.create({
      ...rbac,
      ...{ kind: 'RoleBinding', metadata: { name: role, namespace: 'broken' } },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'lab-nobody' }],
    })
    await expect
      .poll(async () => (await list('nobody')).total, { timeout: 30_000, interval: 500 })
      .toBeGreaterThan(0)
    const some = await list('nobody')
    const kinds = new Set(some.rows.map(({ object }) => object.kind))
    expect(
      [...kinds].filter((kind) => !['Gateway', 'Service', 'Pod', 'Namespace'].includes(kind)),
    ).toEqual([])
    expect(some.rights.namespaces).toBe('some')
    expect(some.rights.hiddenKinds).toContain('networking.istio.io/VirtualService')
    const hidden = await get('nobody', `${route}&namespace=broken&name=nobody-home`)
    expect(hidden.status).toBe(404)
    const places = await (await get('nobody', 'api/v1/validations/places')).text()
    expect(places).not.toMatch(/nobody-home|bookinfo/)
  })

  it('names the places that findings touch, as far as one may see them', async () => {
    const placesOf = async (who: Who): Promise<ValidationPlaces> => {
      const answer = await get(who, 'api/v1/validations/places')
      return getValidationPlaces.response.parse(await answer.json())
    }
    const all = await placesOf('admin')
    expect(all.namespaces.map(({ name }) => name)).toContain('broken')
    expect(all.workloads.length).toBeGreaterThan(0)
    const own = await placesOf('bookinfo')
    expect(JSON.stringify(own)).not.toMatch(/broken|payments|travel/)
    expect(own.objects.map(({ object }) => object.name)).toContain('astray')
  })

  it('answers for an object that one may not see as for one that is not there', async () => {
    const query = '&namespace=broken&name=nobody-home'
    expect((await get('admin', route + query)).status).toBe(200)
    const hidden = await get('bookinfo', route + query)
    const absent = await get('bookinfo', `${route}&namespace=broken&name=never-was`)
    const [one, other] = [await hidden.text(), await absent.text()]
    expect([hidden.status, absent.status]).toEqual([404, 404])
    const plain = (text: string): string => text.replace(/"requestId":"[^"]*"/, '')
    expect(plain(one).replace('nobody-home', 'never-was')).toBe(plain(other))
  })

  it('puts each finding at the line of the text that it speaks of', async () => {
    const { yaml, findings } = await details('admin', '&namespace=broken&name=nobody-home')
    const finding = findings.find(({ rule }) => rule === 'MC200')
    expect(yaml.split('\n')[(finding?.line ?? 0) - 1]).toMatch(/host: /)
    expect(yaml).not.toContain('managedFields')
  })

  it('takes up a change, and lets go of it', async () => {
    const { objects } = running.lab
    const query = '&namespace=broken&name=nobody-home'
    const stored = objects.get('VirtualService.networking.istio.io', 'broken', 'nobody-home')
    if (stored === null) throw new Error('the specimen is gone')
    const codes = async (): Promise<string[]> =>
      (await details('admin', query)).findings.map(({ rule }) => rule)
    expect(await codes()).toContain('MC200')
    const http = [{ route: [{ destination: { host: 'orders', port: { number: 8000 } } }] }]
    objects.update({ ...stored, spec: { hosts: ['nobody-home.broken.example'], http } })
    await expect.poll(codes).not.toContain('MC200')
  })
})
