import type { ConfigDetails, PlacedFinding, Relation } from '#contract/config.ts'
import { serviceNodeId, workloadNodeId } from '#contract/node-id.ts'
import { severities, type Finding, type NotChecked } from '#contract/validations.ts'
import type { ObjectId, RuleText } from '#contract/validations.ts'
import { kindKeyOf, objectIdOf, writeObjectId, type KubeObject } from '../seams/kube-object.ts'
import type { Rule } from '../seams/rule.ts'
import { applyToObject } from './apply-patch.ts'
import type { SeenReport } from './cut.ts'
import { isPartlyKept } from './from-inventory.ts'
import { managerOf } from './managed-by.ts'
import { reachOf } from './reach.ts'
import { relationsOf } from './relations.ts'
import type { ConfigReport } from './report.ts'
import { countFindings, createdAtOf, validityOf } from './rows.ts'
import { statementsOf } from './statements.ts'
import { writeYaml, type YamlText } from './yaml-text.ts'

/** One object as far as the viewer may see it; null when there is none, or not for this viewer. */
export function describeObject({ report, sight }: SeenReport, id: ObjectId): ConfigDetails | null {
  const object = report.objects.get(writeObjectId(id))
  if (object === undefined || !sight.sees(id)) return null
  const shown = withoutEmpty(object)
  const yaml = writeYaml(shown)
  const findings = (report.findings.get(writeObjectId(id)) ?? []).map(sight.cut)
  const { able, notChecked } = checksOf(report, object)
  const relations = relationsOf(report, object)
  const seen = (list: readonly Relation[]): Relation[] =>
    list.filter((relation) => sight.sees(relation.object))
  return {
    at: report.at,
    object: objectIdOf(object),
    apiVersion: object.apiVersion,
    validity: validityOf(countFindings(findings), able.length > 0),
    createdAt: createdAtOf(object),
    yaml: yaml.text,
    isPartial: isPartlyKept(object),
    labels: { ...object.metadata.labels },
    managedBy: managerOf(object),
    findings: findings.map((finding) => placeFinding(finding, { yaml, shown })).sort(worstFirst),
    rules: textsOf(report.rules, findings),
    notChecked,
    checkedBy: able.length,
    statements: statementsOf(object),
    uses: seen(relations.uses),
    usedBy: seen(relations.usedBy),
    touches: touchesOf({ report, sight }, object),
  }
}

const touchedShown = 100

/** What it acts upon, as nodes of the graph: as many as anybody would read. */
function touchesOf({ report, sight }: SeenReport, object: KubeObject): ConfigDetails['touches'] {
  const { services, workloads, called, hosts } = reachOf(report).touchedBy(object)
  const { cluster } = report
  const nodes = (
    objects: ReadonlySet<KubeObject>,
    idOf: typeof serviceNodeId,
  ): ConfigDetails['touches']['services'] =>
    [...objects]
      .map(objectIdOf)
      .filter(sight.sees)
      .map((id) => ({ object: id, node: idOf({ cluster, namespace: id.namespace }, id.name) }))
      .sort((one, other) => (one.node < other.node ? -1 : 1))
  const all = {
    services: nodes(services, serviceNodeId),
    workloads: nodes(new Set([...workloads, ...called]), workloadNodeId),
    hosts: [...hosts].sort(),
  }
  return {
    services: all.services.slice(0, touchedShown),
    workloads: all.workloads.slice(0, touchedShown),
    hosts: all.hosts.slice(0, touchedShown),
    isCut: Object.values(all).some(({ length }) => length > touchedShown),
  }
}

/** The rules of its kind that have judged it, and those that could not. */
function checksOf(
  { rules, notChecked }: ConfigReport,
  object: KubeObject,
): { able: readonly Rule[]; notChecked: NotChecked[] } {
  const own = rules.filter(({ kinds }) => kinds.includes(kindKeyOf(object)))
  const ownIds = new Set<string>(own.map(({ id }) => id))
  const key = writeObjectId(objectIdOf(object))
  const missed = notChecked.filter(
    (one) => ownIds.has(one.rule) && (one.object === null || writeObjectId(one.object) === key),
  )
  const missedIds = new Set(missed.map(({ rule }) => rule))
  return { able: own.filter(({ id }) => !missedIds.has(id)), notChecked: missed }
}

function placeFinding(
  finding: Finding,
  { yaml, shown }: { readonly yaml: YamlText; readonly shown: KubeObject },
): PlacedFinding {
  return { ...finding, ...yaml.linesOf(finding.path), fixText: fixTextOf(finding, shown) }
}

/** Then from top to bottom. */
function worstFirst(one: PlacedFinding, other: PlacedFinding): number {
  const rank = ({ severity }: PlacedFinding): number => severities.indexOf(severity)
  return rank(one) - rank(other) || one.line - other.line
}

/** Null where the console keeps but a part of the object, on which the patch does not fit. */
function fixTextOf({ fix }: Finding, object: KubeObject): string | null {
  if (fix === null || isPartlyKept(object)) return null
  try {
    return writeYaml(applyToObject(object, fix.patch)).text
  } catch {
    return null
  }
}

/** The words of rules as they go over the wire. */
export function textOf(rule: Rule): RuleText {
  const { id, aka, severity, title, cause, effect, repair, source } = rule
  return { id, aka: [...aka], severity, title, cause, effect, repair, source }
}

function textsOf(rules: readonly Rule[], findings: readonly Finding[]): RuleText[] {
  const wanted = new Set(findings.map(({ rule }) => rule))
  return rules.filter(({ id }) => wanted.has(id)).map(textOf)
}

/** The API server gives an object without labels no field for them; nor do we. */
function withoutEmpty(object: KubeObject): KubeObject {
  const { labels = {}, annotations = {}, ...metadata } = object.metadata
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(Object.keys(labels).length === 0 ? {} : { labels }),
      ...(Object.keys(annotations).length === 0 ? {} : { annotations }),
    },
  }
}
