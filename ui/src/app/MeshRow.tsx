import type { ReactNode } from 'react'
import type { DetectedMesh, MeshComponent, ProxyVersion } from '#contract/status.ts'
import { StateDot } from '../components/StateDot.tsx'
import { t } from '../i18n/t.ts'
import { roleWords, sayOfSkew, toneOfComponent } from './mesh-words.ts'

/** One mesh of one cluster: what runs it, and how old its proxies are; or that there is none. */
export function MeshRow({ mesh }: { mesh: DetectedMesh }): ReactNode {
  const isFound = mesh.lookedFor.length === 0
  return (
    <li className="al-mesh">
      <div className="al-status-line">
        {!isFound && <StateDot tone="quiet" />}
        <strong>{isFound ? mesh.mesh : t('No mesh found')}</strong>
        {mesh.version !== null && <span>{mesh.version}</span>}
        <span className="al-status-quiet al-status-end">
          {t('cluster {{cluster}}', { cluster: mesh.cluster })}
          {mesh.hasAmbient && ` · ${t('with ambient data plane')}`}
        </span>
      </div>
      {isFound ? <Found mesh={mesh} /> : <LookedFor words={mesh.lookedFor} />}
    </li>
  )
}

function LookedFor({ words }: { words: readonly string[] }): ReactNode {
  return (
    <div className="al-status-quiet">
      {t('Looked for:')}
      <ul className="al-looked-for">
        {words.map((word) => (
          <li key={word}>{word}</li>
        ))}
      </ul>
    </div>
  )
}

function Found({ mesh: { components, proxies } }: { mesh: DetectedMesh }): ReactNode {
  return (
    <>
      {components.length === 0 ? (
        <div className="al-status-quiet">
          {t('No component of it is in this cluster, or for you to see.')}
        </div>
      ) : (
        <ul className="al-status-rows" aria-label={t('Components')}>
          {components.map((one) => (
            <ComponentRow key={`${one.namespace}/${one.name}`} component={one} />
          ))}
        </ul>
      )}
      {proxies === null ? (
        <div className="al-status-quiet">
          {t('Versions of proxies are told to those who see all namespaces.')}
        </div>
      ) : (
        <ul className="al-status-rows" aria-label={t('Proxies by version')}>
          {proxies.map((one) => (
            <ProxyRow key={one.version} proxy={one} />
          ))}
          {proxies.length === 0 && <li className="al-status-quiet">{t('No proxy runs yet.')}</li>}
        </ul>
      )}
    </>
  )
}

function ComponentRow({ component }: { component: MeshComponent }): ReactNode {
  const { role, namespace, name, revision, version, ready, total } = component
  return (
    <li>
      <StateDot tone={toneOfComponent(component)} />
      <span>
        {namespace}/{name}
        {version !== null && ` ${version}`}
        {revision !== null && `, ${t('revision {{revision}}', { revision })}`}
      </span>
      <span className="al-status-quiet al-status-end">
        {t('{{role}}, {{ready}} of {{total}} ready', { role: roleWords[role], ready, total })}
      </span>
    </li>
  )
}

function ProxyRow({ proxy: { version, proxies, skew } }: { proxy: ProxyVersion }): ReactNode {
  const { word, tone } = sayOfSkew(skew)
  return (
    <li>
      <StateDot tone={tone} />
      <span>
        {t('{{count}} proxies {{version}}', {
          count: proxies,
          version: version ?? t('of no known version'),
        })}
      </span>
      <span className="al-status-quiet al-status-end">{word}</span>
    </li>
  )
}
