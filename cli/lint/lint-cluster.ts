import { objectKeyOf, type KubeObject } from '../../server/seams/kube-object.ts'
import { Validator } from '../../server/validations/validator.ts'
import { writeYaml } from '../../server/validations/yaml-text.ts'
import { reportOf, type LintOptions, type LintReport } from './lint.ts'
import type { SourceObject } from './parse.ts'
import type { ClusterObjects } from './read-cluster.ts'

/** Checks what a cluster has. Findings stand in the text of their object, as kubectl would show it. */
export function lintCluster(
  { objects, unknownKinds }: ClusterObjects,
  options: LintOptions & { readonly context: string },
): LintReport {
  const validator = new Validator({
    ...{ rules: options.rules, unknownKinds, nowMs: options.nowMs, isOnce: true },
  })
  validator.apply({ put: objects })
  const sorted = [...objects].sort((one, other) => (objectKeyOf(one) < objectKeyOf(other) ? -1 : 1))
  const found = sorted
    .filter((object) => validator.findingsOf(object).length > 0)
    .map((object) => sourceOf(object, options.context))
  return reportOf(found, { validator, options, problems: [], objects: objects.length })
}

function sourceOf(object: KubeObject, context: string): SourceObject {
  const { kind, metadata } = object
  const place = metadata.namespace === undefined ? '' : `${metadata.namespace}/`
  const document = {
    file: `${context}/${place}${kind}/${metadata.name}`,
    text: writeYaml(object).text,
    ...{ line: 1, contentLine: 1, offset: 0 },
  }
  return { object, document, at: [] }
}
