import type { ReactNode } from 'react'
import type { GraphNode, NodeKind } from '#contract/graph.ts'
import { markWords } from '../../../../components/mark-words.ts'
import { Trans } from '../../../../i18n/Trans.tsx'
import { t } from '../../../../i18n/t.ts'
import { Section } from './Section.tsx'

export const kindWords = {
  workload: t('Workload'),
  app: t('App'),
  service: t('Service'),
  operation: t('Operation'),
  external: t('Outside the mesh'),
  unknown: t('Unknown caller'),
  restricted: t('Restricted'),
  namespace: t('Closed namespace'),
} as const satisfies Record<NodeKind, string>

/** Why there is less to tell of some nodes than of others; null where nothing is missing. */
export function noteOn({ kind, marks }: GraphNode): string | null {
  if (marks.includes('egress'))
    return t(
      'Calls to hosts that no registry of the mesh has. The proxies of their callers count them; nobody counts at the other end.',
    )
  if (kind === 'external')
    return t(
      'A host outside the mesh: it has no proxy, so only its callers tell of it, and there is nothing to chart of its own.',
    )
  if (kind === 'unknown')
    return t(
      'No proxy told who calls: the caller is outside the mesh, or its proxy does not report.',
    )
  if (kind === 'restricted')
    return t('Traffic with namespaces that you may not see, added up so that totals are right.')
  if (marks.includes('dead')) return t('Nothing runs behind it: no pod, or no endpoint.')
  return null
}

/** What configuration and inventory say of it, one line each. */
export function Marks({ node }: { node: GraphNode }): ReactNode {
  if (node.marks.length === 0) return null
  return (
    <Section title={t('Badges')}>
      <ul className="al-marks">
        {node.marks.map((mark) => (
          <li key={mark}>{markWords[mark]}</li>
        ))}
      </ul>
    </Section>
  )
}

export function Facts({ node }: { node: GraphNode }): ReactNode {
  const { cluster, namespace, app, version, workload, service, hosts } = node
  const names = [
    [t('Cluster'), cluster],
    [t('Namespace'), namespace],
    [t('App'), app],
    [t('Version'), version],
    [t('Workload'), workload],
    [t('Service'), service],
  ] as const
  const known = names.filter(([, name]) => name !== null)
  if (hosts.length + known.length === 0) return null
  return (
    <Section title={t('What is known of it')}>
      <dl className="al-panel-facts">
        {known.map(([word, name]) => (
          <div key={word}>
            <dt>{word}</dt>
            <dd className="al-breakable">{name}</dd>
          </div>
        ))}
      </dl>
      {hosts.length > 0 && (
        <ul className="al-marks">
          {hosts.map((host) => (
            <li key={host} className="al-breakable">
              <Trans
                text="Host <code>{{host}}</code>"
                tags={{ code: <code /> }}
                values={{ host }}
              />
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}
