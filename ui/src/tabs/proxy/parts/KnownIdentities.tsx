import type { ReactNode } from 'react'
import type { Graph } from '#contract/graph.ts'
import { useGraph } from '../../../api/graph-queries.ts'
import { subjectOfNode } from '../../../components/subject-of-node.ts'
import type { Subject } from '../../tab.ts'
import { t } from '../../../i18n/t.ts'

/** Who it is, as those have seen it who called it or were called: where its proxy may not be asked. */
export function KnownIdentities({ subject }: { readonly subject: Subject }): ReactNode {
  const { namespace: namespaces, kind: type } = subject
  const { data } = useGraph({ namespaces, type, open: 'all', window: '1m' })
  if (data === undefined) return null
  const names = identitiesIn(data, subject)
  return names.length === 0 ? (
    <p className="al-quiet">
      {t('Calls do not tell who it is either: none of the last minute had mutual TLS.')}
    </p>
  ) : (
    <>
      <p>{t('Its certificate is not known. By the metrics of its calls it is:')}</p>
      {names.map((name) => (
        <p key={name}>
          <code className="al-breakable">{name}</code>
        </p>
      ))}
    </>
  )
}

function identitiesIn({ nodes, edges }: Graph, { kind, namespace, name }: Subject): string[] {
  const own = new Set(
    nodes
      .filter((node) => {
        const found = subjectOfNode(node)
        return found?.kind === kind && found.namespace === namespace && found.name === name
      })
      .map(({ id }) => id),
  )
  const names = edges.flatMap(({ source, target, mtls }) => [
    ...(own.has(source) ? mtls.sourcePrincipals : []),
    ...(own.has(target) ? mtls.destinationPrincipals : []),
  ])
  return [...new Set(names)].sort()
}
