import type { KubeObject } from '../../server/seams/kube-object.ts'
import { objectKeyOf } from '../../server/seams/kube-object.ts'
import type { Rule } from '../../server/seams/rule.ts'
import { sightOf, type Rights, type SeenReport } from '../../server/validations/cut.ts'
import type { ConfigReport } from '../../server/validations/report.ts'
import { Validator } from '../../server/validations/validator.ts'
import { objectsOf } from './check-rule.ts'

/** Finds every object that says what it needs: `needs: namespace/name`. */
const needsSomething: Rule = {
  id: 'MC901',
  aka: ['OLD1'],
  severity: 'error',
  title: 'It needs something',
  ...{ cause: 'c', effect: 'e', repair: 'r', source: 'https://example.io' },
  kinds: ['Service', 'example.io/Route'],
  needs: [],
  check: ({ spec }) => {
    const field = spec.get('needs')
    const text = field.text()
    if (text === null) return []
    const [namespace = '', name = ''] = text.split('/')
    return [
      {
        field,
        message: `It needs ${text}`,
        values: { text },
        related: [{ group: 'example.io', kind: 'Route', namespace, name }],
        fix: {
          title: `Do not need ${text}`,
          patch: [{ op: 'remove' as const, path: '/spec/needs' }],
        },
      },
    ]
  },
}

/** What one rule of a test says of objects of YAML, in the cluster `east`. */
export function aReport(yaml: string, fields: Partial<ConfigReport> = {}): ConfigReport {
  const objects: readonly KubeObject[] = objectsOf(yaml)
  const validator = new Validator({ rules: [needsSomething] })
  validator.apply({ put: objects })
  const found = objects.map((one) => [objectKeyOf(one), validator.findingsOf(one)] as const)
  return {
    cluster: 'east',
    at: 1_000,
    namespaces: [...new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []))],
    objects: new Map(objects.map((one) => [objectKeyOf(one), one])),
    findings: new Map(found.filter(([, findings]) => findings.length > 0)),
    notChecked: validator.notChecked(),
    unknown: [],
    rules: [needsSomething],
    readReferences: () => null,
    ...fields,
  }
}

/** A report as somebody reads it; usually somebody who sees all. */
export function seen(report: ConfigReport, rights: Partial<Rights> = {}): SeenReport {
  const all: Rights = { viewer: { user: null, sees: 'all' }, mayList: 'all' }
  return { report, sight: sightOf(report, { ...all, ...rights }) }
}
