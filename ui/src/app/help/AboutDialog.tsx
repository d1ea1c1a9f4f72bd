import { Modal, ModalBody, ModalHeader, Skeleton } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import type { Status } from '#contract/status.ts'
import { useStatus } from '../../api/queries.ts'
import { useContextSearch } from '../../components/context-search.ts'
import { Fact, Facts } from '../../components/Facts.tsx'
import { StateDot } from '../../components/StateDot.tsx'
import { Trouble } from '../../components/Trouble.tsx'
import { t } from '../../i18n/t.ts'
import { formatMoment } from '../../lib/age.ts'
import { pages } from '../../pages/index.ts'
import { backEndWords } from '../back-end-words.ts'
import type { PageDefinition } from '../page.ts'
import { apiAddress } from './HelpMenu.tsx'
import './help.css'

/** Which console this is, and which versions of everything behind it. */
export function AboutDialog({ onClose }: { onClose: () => void }): ReactNode {
  const { data, error, refetch } = useStatus()
  return (
    <Modal isOpen variant="small" onClose={onClose} aria-labelledby="al-about">
      <ModalHeader title={t('About Alidade')} labelId="al-about" />
      <ModalBody>
        <p className="al-about-claim">{t('One console for any service mesh.')}</p>
        {data !== undefined ? (
          <Versions status={data} />
        ) : error !== null ? (
          <Trouble error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton height="8rem" screenreaderText={t('Looking around')} />
        )}
        <Links onLeave={onClose} />
      </ModalBody>
    </Modal>
  )
}

function Versions({ status }: { status: Status }): ReactNode {
  const { version, startedAt, backEnds, meshes } = status
  const found = meshes.filter(({ mesh }) => mesh !== 'none')
  return (
    <Facts>
      <Fact term={t('Console')}>
        {t('{{version}}, running since {{time}}', { version, time: formatMoment(startedAt) })}
      </Fact>
      {found.map(({ mesh, cluster, version: own, components }) => (
        <Fact key={`${mesh}/${cluster}`} term={t('Mesh in {{cluster}}', { cluster })}>
          <span className="al-about-mesh">{mesh}</span> {own ?? t('of unknown version')}
          {components
            .filter(({ role }) => role === 'controlPlane')
            .map(({ name, version: running, ready, total }) => (
              <div key={name} className="al-quiet">
                {name} {running}: {t('{{ready}} of {{total}} ready', { ready, total })}
              </div>
            ))}
        </Fact>
      ))}
      {backEnds.map(({ id, product, version: own, state, address }) => (
        <Fact key={id} term={product ?? id}>
          <StateDot tone={backEndWords[state].tone} /> {own ?? ''} {backEndWords[state].word}
          {address !== null && <div className="al-quiet">{address}</div>}
        </Fact>
      ))}
    </Facts>
  )
}

function Links({ onLeave }: { onLeave: () => void }): ReactNode {
  const search = useContextSearch()
  const meshPage = (pages as readonly PageDefinition[]).find(({ id }) => id === 'mesh')
  return (
    <p className="al-about-links">
      {meshPage !== undefined && (
        <Link to={{ pathname: `/${meshPage.path}`, search }} onClick={onLeave}>
          {t('The mesh, part by part')}
        </Link>
      )}
      <a href={apiAddress} target="_blank" rel="noreferrer">
        {t('Description of the API')}
      </a>
      <a href="https://www.apache.org/licenses/LICENSE-2.0" target="_blank" rel="noreferrer">
        {t('Licence: Apache 2.0')}
      </a>
    </p>
  )
}
