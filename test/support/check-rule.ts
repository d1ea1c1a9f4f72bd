import { parseAllDocuments } from 'yaml'
import type { Finding } from '#contract/validations.ts'
import { writePath } from '../../server/seams/field.ts'
import { objectIdOf, writeObjectId, type KubeObject } from '../../server/seams/kube-object.ts'
import type { Rule, TrafficFacts, View } from '../../server/seams/rule.ts'
import { applyToObject } from '../../server/validations/apply-patch.ts'
import { Validator } from '../../server/validations/validator.ts'

export interface RuleCase {
  readonly desc: string
  /** Documents of YAML; what has no namespace and is no cluster's own is in `default`. */
  readonly yaml: string
  /** `reviews spec.http[0].route[0].destination.host`, one per finding; none for a near miss. */
  readonly hits: readonly string[]
  readonly nowMs?: number | null
  readonly traffic?: TrafficFacts | null
}

const ofClusters = new Set(['Namespace', 'GatewayClass', 'CustomResourceDefinition'])

/** Objects as a person writes them in a test. */
export function objectsOf(yaml: string): readonly KubeObject[] {
  return parseAllDocuments(yaml).flatMap((document): KubeObject[] => {
    const object = document.toJS() as KubeObject | null
    if (object === null) return []
    if (ofClusters.has(object.kind) || object.metadata.namespace !== undefined) return [object]
    return [{ ...object, metadata: { ...object.metadata, namespace: 'default' } }]
  })
}

/**
 * Where a rule finds something wrong. Kinds that it needs and of which there is no object are known
 * to be none. Throws where the rule throws, and where a fix does not make its finding go, or makes
 * another of the same rule.
 */
export function checkRule(
  rule: Rule,
  { yaml, nowMs = null, traffic = null }: Pick<RuleCase, 'yaml' | 'nowMs' | 'traffic'>,
): string[] {
  const objects = objectsOf(yaml)
  const places = placesOf(rule, { objects, nowMs, traffic })
  for (const { finding, place } of places) {
    if (finding.fix === null) continue
    const { patch } = finding.fix
    const mended = objects.map((object) => {
      const isIt = writeObjectId(objectIdOf(object)) === writeObjectId(finding.object)
      return isIt ? applyToObject(object, patch) : object
    })
    const left = placesOf(rule, { objects: mended, nowMs, traffic })
    const isGone = left.length < places.length && left.every((one) => isAmong(one, places))
    if (!isGone) throw new Error(`The fix of ${place} leaves ${JSON.stringify(left)}`)
  }
  return places.map(({ place }) => place).sort()
}

interface Placed {
  readonly finding: Finding
  readonly place: string
}

const isAmong = ({ finding }: Placed, all: readonly Placed[]): boolean =>
  all.some((one) => one.finding.message === finding.message)

interface Given {
  readonly objects: readonly KubeObject[]
  readonly nowMs: number | null
  readonly traffic: TrafficFacts | null
}

function placesOf(rule: Rule, { objects, nowMs, traffic }: Given): readonly Placed[] {
  const validator = new Validator({ rules: [rule], nowMs, traffic })
  validator.apply({ put: objects })
  const failed = validator.notChecked().filter(({ reason }) => reason !== 'missing')
  if (failed.length > 0) throw new Error(`The rule failed: ${JSON.stringify(failed)}`)
  return validator
    .findings()
    .map((finding) => ({ finding, place: `${finding.object.name} ${writePath(finding.path)}` }))
}

/** What a lookup answers over some objects, asked as a rule asks it. */
export function askView<Answer>(yaml: string, ask: (view: View) => Answer): Answer {
  const answers: Answer[] = []
  const asking: Rule = {
    ...{ id: 'MC900', aka: [], severity: 'info', kinds: ['Question'], needs: [] },
    ...{ title: '', cause: '', effect: '', repair: '', source: '' },
    check: (_, view) => {
      answers.push(ask(view))
      return []
    },
  }
  const validator = new Validator({ rules: [asking] })
  const question: KubeObject = { apiVersion: 'v1', kind: 'Question', metadata: { name: 'asked' } }
  validator.apply({ put: [...objectsOf(yaml), question] })
  const [failed] = validator.notChecked()
  if (failed !== undefined) throw new Error(failed.detail)
  const [answer] = answers
  if (answer === undefined) throw new Error('Nobody asked')
  return answer
}
