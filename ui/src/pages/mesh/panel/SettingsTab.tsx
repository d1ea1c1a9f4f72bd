import { Alert, Button, Skeleton } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import type { ControlPlaneDetails } from '#contract/mesh.ts'
import { useControlPlane, type ControlPlaneName } from '../../../api/mesh-queries.ts'
import { CopyText } from '../../../components/CopyText.tsx'
import { t } from '../../../i18n/t.ts'
import { saveBlob } from '../../../lib/save-blob.ts'

const views = ['effective', 'standard', 'shared'] as const
type View = (typeof views)[number]

const viewWords = {
  effective: t('In force'),
  standard: t('Its own'),
  shared: t('Shared'),
} as const satisfies Record<View, string>

/** What a control plane is set to: what holds, and where there are two sources each of them. */
export function SettingsTab({ namespace, name }: ControlPlaneName): ReactNode {
  const { data, error, refetch } = useControlPlane({ namespace, name })
  if (data === undefined && error !== null)
    return (
      <div className="al-mesh-section">
        <Alert variant="warning" isInline isPlain title={error.message}>
          <Button variant="link" isInline onClick={() => void refetch()}>
            {t('Try again')}
          </Button>
        </Alert>
      </div>
    )
  if (data === undefined)
    return <Skeleton height="12rem" screenreaderText={t('Reading the settings')} />
  return <Settings details={data} name={name} />
}

function Settings(props: { readonly details: ControlPlaneDetails; name: string }): ReactNode {
  const { details, name } = props
  const [chosen, setChosen] = useState<View>('effective')
  const texts = { standard: details.standard?.text, shared: details.shared?.text }
  const hasBoth = texts.standard !== undefined && texts.shared !== undefined
  const shown = hasBoth ? chosen : 'effective'
  const text = shown === 'effective' ? details.effective : texts[shown]
  const troubles = details.missing.filter(({ what }) => what === 'settings')
  return (
    <div className="al-mesh-section">
      {troubles.map(({ message }) => (
        <Alert key={message} variant="warning" isInline isPlain title={message} />
      ))}
      {hasBoth && (
        <div className="al-mesh-ways">
          {views.map((view) => (
            <Button
              key={view}
              variant={view === shown ? 'secondary' : 'link'}
              size="sm"
              aria-pressed={view === shown}
              onClick={() => setChosen(view)}
            >
              {viewWords[view]}
            </Button>
          ))}
        </div>
      )}
      {text === null || text === undefined ? (
        troubles.length === 0 && (
          <p className="al-quiet">{t('There are no settings: everything is as usual.')}</p>
        )
      ) : (
        <>
          <p className="al-quiet">
            {t('What is not said here is as usual for its version.')}{' '}
            <Button
              variant="link"
              isInline
              onClick={() => saveBlob(new Blob([text], { type: 'application/yaml' }), 'yaml')}
            >
              {t('Save the settings of {{name}}', { name })}
            </Button>
          </p>
          <div className="al-mesh-yaml">
            <CopyText label={t('the settings')} text={text} />
          </div>
        </>
      )}
    </div>
  )
}
