import { describe, expect, it } from 'vitest'
import type { Finding } from '#contract/validations.ts'
import { lint } from '../../cli/lint/lint.ts'
import { defaultTopology } from '../../lab/world/default-world.ts'
import { buildObjects } from '../../lab/world/objects.ts'
import { randomFrom } from '../../lab/world/random.ts'
import { meshes } from '../../server/meshes/index.ts'
import { writePath } from '../../server/seams/field.ts'
import { objectKeyOf, type KubeObject } from '../../server/seams/kube-object.ts'
import { applyToObject } from '../../server/validations/apply-patch.ts'
import { neutralRules } from '../../server/validations/rules/index.ts'
import { Validator } from '../../server/validations/validator.ts'
import { mutate, pick } from '../support/mutate.ts'

const rules = [...neutralRules, ...Object.values(meshes).flatMap((mesh) => mesh.rules)]
const nowMs = Date.parse('2026-11-21T00:00:00Z')

/** The lab with its specimens, so that there is much to say. */
const objects = buildObjects(defaultTopology).map((one) => structuredClone(one) as KubeObject)

function judge(all: readonly KubeObject[]): Validator {
  const validator = new Validator({ rules, nowMs })
  validator.apply({ put: all })
  return validator
}

const write = ({ rule, object, path }: Finding): string =>
  `${rule} ${Object.values(object).join('/')} ${writePath(path)}`
const placesOf = (all: readonly KubeObject[]): readonly string[] =>
  judge(all).findings().map(write).sort()
const usual = judge(objects).findings()

function shuffled<Item>(items: readonly Item[], seed: number): readonly Item[] {
  const random = randomFrom(seed)
  return items
    .map((item) => ({ item, rank: random() }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ item }) => item)
}

/** The same objects with other words in them, consistently. */
const reworded = (reword: (text: string) => string): readonly KubeObject[] =>
  JSON.parse(reword(JSON.stringify(objects))) as readonly KubeObject[]

describe('what is found', () => {
  it('is much', () => {
    expect(new Set(usual.map(({ rule }) => rule)).size).toBeGreaterThan(100)
  })

  it('is the same in any order', () => {
    for (const seed of [1, 2, 3]) expect(judge(shuffled(objects, seed)).findings()).toEqual(usual)
  })

  it('is the same however the objects are split into files', () => {
    const textOf = (all: readonly KubeObject[]): string =>
      all.map((one) => JSON.stringify(one)).join('\n---\n')
    const findingsIn = (texts: readonly string[]): readonly string[] =>
      lint(
        {
          texts: texts.map((text, index) => ({ file: `${index}.yaml`, text })),
          problems: [],
        },
        { rules, settings: { severities: {}, ignore: [] }, namespace: 'default', nowMs },
      )
        .findings.map(({ finding }) => write(finding))
        .sort()
    const apart = shuffled(objects, 4)
    const third = Math.ceil(apart.length / 3)
    const several = [0, 1, 2].map((part) => textOf(apart.slice(part * third, (part + 1) * third)))
    expect(findingsIn(several)).toEqual(findingsIn([textOf(objects)]))
  })

  it('is the same in older versions of the objects', () => {
    const older = reworded((text) =>
      text
        .replaceAll('"networking.istio.io/v1"', '"networking.istio.io/v1alpha3"')
        .replaceAll('"security.istio.io/v1"', '"security.istio.io/v1beta1"'),
    )
    expect(placesOf(older)).toEqual(usual.map(write).sort())
  })

  it('is the same under other names of namespaces', () => {
    // As long and in the same order of the alphabet: what is nearest and first stays so.
    const renamed = reworded((text) =>
      text
        .replaceAll('broken', 'brokep')
        .replaceAll('bookinfo', 'booking')
        .replaceAll('payments', 'paymentt'),
    )
    const back = placesOf(renamed).map((place) =>
      place
        .replaceAll('brokep', 'broken')
        .replaceAll('booking', 'bookinfo')
        .replaceAll('paymentt', 'payments'),
    )
    expect(back.toSorted()).toEqual(usual.map(write).sort())
  })

  it('is the same beside objects that have nothing to do with it', () => {
    const inAside = judge([...objects, ...aside]).findings()
    expect(inAside.filter(({ object }) => !object.namespace.startsWith('zz-'))).toEqual(usual)
  })

  it('is gone after its repair, which makes nothing else wrong', () => {
    const validator = judge(objects)
    const byKey = new Map(objects.map((object) => [objectKeyOf(object), object]))
    const before = new Set(usual.map(sayWhole))
    const repairable = usual.filter(({ fix }) => fix !== null)
    const bad: string[] = []
    for (const finding of repairable) {
      const object = byKey.get(keyOf(finding))
      if (object === undefined || finding.fix === null) continue
      validator.apply({ put: [applyToObject(object, finding.fix.patch)] })
      const after = validator.findings()
      const isLeft = after.some((one) => sayWhole(one) === sayWhole(finding))
      // A note tells what holds anyway, such as that an annotation is still alpha.
      const others = after.filter((one) => one.severity !== 'info' && !before.has(sayWhole(one)))
      if (isLeft || others.length > 0)
        bad.push(`${write(finding)}: ${isLeft ? 'left' : others.map(sayWhole).join('; ')}`)
      validator.apply({ put: [object] })
    }
    expect(repairable.length).toBeGreaterThan(20)
    expect(bad).toEqual([])
    expect(validator.findings()).toEqual(usual)
  })

  it('is the same piece by piece as at once, after 10,000 random edits', () => {
    const random = randomFrom(5)
    const present = new Map(objects.map((object) => [objectKeyOf(object), object]))
    const validator = judge(objects)
    for (let edit = 1; edit <= 10_000; edit += 1) {
      const object = pick(random, objects)
      if (object === undefined) throw new Error('there are objects')
      const lot = random()
      if (lot < 0.2) {
        present.delete(objectKeyOf(object))
        validator.take({ removed: [object] })
      } else {
        const spec = lot < 0.6 ? mutate(object.spec ?? {}, random) : object.spec
        const put = { ...object, metadata: { ...object.metadata }, spec }
        present.set(objectKeyOf(object), put)
        validator.take({ put: [put] })
      }
      if (edit % 50 === 0) validator.judge()
      if (edit % 2500 === 0)
        expect(validator.findings()).toEqual(judge([...present.values()]).findings())
    }
  })
})

const sayWhole = (finding: Finding): string => `${write(finding)} ${finding.message}`
const keyOf = ({ object }: Finding): string => {
  const { group, kind, namespace, name } = object
  return `${group === '' ? '' : `${group}/`}${kind} ${namespace}/${name}`
}

const namespace = 'zz-aside'
const labels = { app: 'aside', version: 'v1' }
const container = { name: 'aside', image: 'aside:1', ports: [{ name: 'http', containerPort: 80 }] }

/** A service of its own, in order, that nobody else speaks of. */
const aside: readonly KubeObject[] = [
  {
    ...{ apiVersion: 'v1', kind: 'Namespace' },
    metadata: { name: namespace, labels: { 'istio-injection': 'enabled' } },
  },
  {
    ...{ apiVersion: 'v1', kind: 'Service', metadata: { name: 'aside', namespace } },
    spec: { selector: { app: 'aside' }, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
  },
  {
    ...{ apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'aside', namespace } },
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { containers: [container] } },
    },
  },
  {
    ...{ apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule' },
    metadata: { name: 'aside', namespace },
    spec: { host: 'aside', subsets: [{ name: 'v1', labels: { version: 'v1' } }] },
  },
  {
    ...{ apiVersion: 'networking.istio.io/v1', kind: 'VirtualService' },
    metadata: { name: 'aside', namespace },
    spec: {
      hosts: ['aside'],
      http: [{ route: [{ destination: { host: 'aside', subset: 'v1' } }] }],
    },
  },
]
