import { Button, Popover } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { BackEnd, Status } from '#contract/status.ts'
import { useMesh } from '../api/mesh-queries.ts'
import { useStatus } from '../api/queries.ts'
import { StateDot, type StateTone } from '../components/StateDot.tsx'
import { t } from '../i18n/t.ts'
import { formatAge } from '../lib/age.ts'
import { formatMs } from '../lib/duration.ts'
import { backEndWords } from './back-end-words.ts'
import { MeshBadge } from './MeshBadge.tsx'
import { MeshRow } from './MeshRow.tsx'
import { MeshTroubles } from './MeshTroubles.tsx'
import { summarize } from './summarize-status.ts'

/** The masthead's word on everything behind the console, and its details on demand. */
export function BackEndStatus(): ReactNode {
  const { data, error } = useStatus()
  const mesh = useMesh().data ?? null
  const summary = summarize(data ?? null, error ?? null)
  return (
    <>
      <MeshBadge state={mesh} />
      {mesh !== null && <MeshTroubles state={mesh} />}
      <Popover
        aria-label={t('Back ends')}
        position="bottom-end"
        minWidth="26rem"
        maxWidth="32rem"
        hasAutoWidth
        bodyContent={<StatusBody status={data ?? null} message={error?.message ?? null} />}
      >
        <Button variant="plain" size="sm" className="al-status-button">
          <StateDot tone={summary.tone} />
          <span className="al-status-word">{summary.text}</span>
        </Button>
      </Popover>
    </>
  )
}

interface StatusBodyProps {
  readonly status: Status | null
  readonly message: string | null
}

function StatusBody({ status, message }: StatusBodyProps): ReactNode {
  return (
    // It scrolls when much is behind the console: the keyboard must get there too.
    <div className="al-status" tabIndex={0} role="group" aria-label={t('Back ends')}>
      <h2 className="al-popover-title">{t('Back ends')}</h2>
      {message !== null && <p className="al-status-message">{message}</p>}
      {status !== null && (
        <>
          <ul className="al-status-list">
            {status.backEnds.map((backEnd) => (
              <BackEndRow key={backEnd.id} backEnd={backEnd} now={status.now} />
            ))}
          </ul>
          <h3 className="al-status-heading">{t('Meshes')}</h3>
          <ul className="al-status-list">
            {status.meshes.map((mesh) => (
              <MeshRow key={`${mesh.cluster}/${mesh.mesh}`} mesh={mesh} />
            ))}
            {status.meshes.length === 0 && (
              <li className="al-status-quiet">{t('No cluster has been looked at yet.')}</li>
            )}
          </ul>
          <p className="al-status-quiet">
            {t('Alidade {{version}} · up {{age}}', {
              version: status.version,
              age: formatAge(status.now - status.startedAt),
            })}
          </p>
        </>
      )}
    </div>
  )
}

function BackEndRow({ backEnd, now }: { backEnd: BackEnd; now: number }): ReactNode {
  const { state, product, version, address, howFound, message, sinceAt, latencyMs } = backEnd
  const { word, tone }: { word: string; tone: StateTone } = backEndWords[state]
  return (
    <li>
      <StateDot tone={tone} />
      <div>
        <div className="al-status-line">
          <strong>{product ?? backEnd.id}</strong>
          {version !== null && <span>{version}</span>}
          <span className="al-status-quiet al-status-end">
            {sinceAt === null
              ? word
              : t('{{word}} for {{age}}', { word, age: formatAge(now - sinceAt) })}
            {state === 'reached' && latencyMs !== null && ` · ${formatMs(latencyMs)}`}
          </span>
        </div>
        <div className="al-status-quiet">
          {backEnd.id}
          {address !== null && ` · ${address}`} · {howFound}
        </div>
        {message !== null && (
          <div className={`al-status-message al-status-message-${tone}`}>{message}</div>
        )}
        {backEnd.details.map((detail) => (
          <div key={detail} className="al-status-quiet">
            {detail}
          </div>
        ))}
      </div>
    </li>
  )
}
