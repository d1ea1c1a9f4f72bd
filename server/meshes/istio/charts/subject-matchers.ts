import type { ChartQuestion } from '../../../seams/charts.ts'
import { is, isNotKnown, isOneOf, writeString } from '../promql.ts'

/**
 * The matchers of the series about a subject: the series are those of any of the lists, which have
 * none in common. Old proxies tell an app by `*_app`; a client that never reached a server may know
 * the namespace of a service by its host alone.
 */
export function subjectMatchers(question: ChartQuestion): readonly (readonly string[])[] {
  const { subject, direction } = question
  const side = direction === 'inbound' ? 'destination' : 'source'
  const common = [reporterMatcher(question), ...clusterMatcher(subject.cluster, side)]
  const place = is(`${side}_workload_namespace`, subject.namespace)
  switch (subject.kind) {
    case 'workload':
      return [[...common, place, is(`${side}_workload`, subject.name)]]
    case 'app': {
      const canonical = `${side}_canonical_service`
      return [
        [...common, place, is(canonical, subject.name)],
        [...common, place, isNotKnown(canonical), is(`${side}_app`, subject.name)],
      ]
    }
    case 'service': {
      const host = `${subject.name}.${subject.namespace}.svc`.replaceAll('.', '\\.')
      return [
        [
          ...common,
          is('destination_service_namespace', subject.namespace),
          is('destination_service_name', subject.name),
        ],
        [
          ...common,
          isNotKnown('destination_service_namespace'),
          `destination_service=~${writeString(`${host}(\\..*)?`)}`,
        ],
      ]
    }
  }
}

/** Waypoints report the requests of ambient workloads, of which node proxies know only bytes. */
function reporterMatcher({ reporter, isAmbient }: ChartQuestion): string {
  const both = ['source', 'destination']
  const chosen = reporter === 'both' ? both : [reporter]
  const all = isAmbient ? [...chosen, 'waypoint'] : chosen
  return all.length === 1 ? is('reporter', all[0] ?? reporter) : isOneOf('reporter', all)
}

/** A row that names no cluster is of the store's own. */
function clusterMatcher(cluster: string | null, side: string): readonly string[] {
  return cluster === null ? [] : [isOneOf(`${side}_cluster`, [cluster, 'unknown', ''])]
}
