import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { EffectiveMtlsText } from '#contract/thing.ts'
import { useContextSearch } from '../../../../components/context-search.ts'
import { mtlsWords } from '../../../../components/mtls-words.ts'
import { t } from '../../../../i18n/t.ts'
import { MtlsCell } from '../../cells.tsx'
import { Card } from './Card.tsx'

const reachWords = {
  workload: t('by a policy of its own'),
  namespace: t('by a policy of its namespace'),
  mesh: t('by a policy of the whole mesh'),
  default: t('as nobody says otherwise'),
} as const satisfies Record<EffectiveMtlsText['reach'], string>

/** What its pods take of callers, who says so, and the ports that differ. */
export function Security({ mtls }: { mtls: readonly EffectiveMtlsText[] }): ReactNode {
  return (
    <Card title={t('Mutual TLS')}>
      {mtls.length === 0 ? (
        <p className="al-quiet">
          {t('Not known: it has no pods, or the policies may not be read.')}
        </p>
      ) : (
        <ul className="al-related">
          {mtls.map((one) => (
            <li key={one.workload}>
              <MtlsCell mode={one.mode} /> {mtls.length > 1 && <b>{one.workload} </b>}
              <span className="al-quiet">{reachWords[one.reach]}</span>{' '}
              <PolicyLink from={one.from} />
              {one.ports.map(({ port, mode }) => (
                <div key={port} className="al-quiet">
                  {t('port {{port}}: {{mode}}', { port: String(port), mode: mtlsWords[mode] })}
                </div>
              ))}
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function PolicyLink({ from }: Pick<EffectiveMtlsText, 'from'>): ReactNode {
  const search = new URLSearchParams(useContextSearch())
  if (from === null) return null
  const { group, kind, namespace, name } = from
  search.set('object', [group, kind, namespace, name].join('/'))
  return (
    <Link to={{ pathname: '/config', search: search.toString() }}>
      {kind} {name}
    </Link>
  )
}
