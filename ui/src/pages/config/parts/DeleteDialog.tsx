import {
  Alert,
  Button,
  Modal,
  ModalBody,
  ModalFooter,
  ModalHeader,
  Skeleton,
  TextInput,
} from '@patternfly/react-core'
import { useQueryClient } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { ObjectId } from '#contract/validations.ts'
import { deleteConfig, type Deletion } from '#contract/writes.ts'
import { useClient } from '../../../api/client-context.ts'
import { ApiError } from '../../../api/client.ts'
import { useDeletion } from '../../../api/write-queries.ts'
import { Trouble } from '../../../components/Trouble.tsx'
import { FindingLines } from '../../../components/WriteEnd.tsx'
import { Trans } from '../../../i18n/Trans.tsx'
import { t } from '../../../i18n/t.ts'

export interface DeleteDialogProps {
  readonly object: ObjectId
  readonly onClose: () => void
  readonly onDeleted: () => void
}

/** Who uses it and what would be wrong without it, before it is deleted. */
export function DeleteDialog({ object, onClose, onDeleted }: DeleteDialogProps): ReactNode {
  const client = useClient()
  const queries = useQueryClient()
  const { data, error, refetch } = useDeletion(object)
  const [typedName, setTypedName] = useState('')
  const [isBusy, setIsBusy] = useState(false)
  const [trouble, setTrouble] = useState<string | null>(null)
  const isArmed = data !== undefined && (data.dangers.length === 0 || typedName === object.name)
  const remove = async (): Promise<void> => {
    if (data === undefined) return
    setIsBusy(true)
    setTrouble(null)
    const body = { object, resourceVersion: data.resourceVersion, isDryRun: false, typedName }
    try {
      const outcome = await client.call(deleteConfig, { body })
      if (outcome.kind === 'done' || outcome.kind === 'deleted') {
        for (const name of ['config', 'validations'])
          void queries.invalidateQueries({ queryKey: [name] })
        onDeleted()
        return
      }
      setTrouble(outcome.message)
      if (outcome.kind === 'conflict') void refetch()
    } catch (thrown) {
      setTrouble(thrown instanceof ApiError ? thrown.message : t('Something broke in the page.'))
    }
    setIsBusy(false)
  }
  return (
    <Modal isOpen variant="medium" onClose={onClose} aria-labelledby="al-delete">
      <ModalHeader
        title={t('Delete {{kind}} {{name}}?', { kind: object.kind, name: object.name })}
        labelId="al-delete"
      />
      <ModalBody>
        {data !== undefined ? (
          <Facts deletion={data} />
        ) : error !== null ? (
          <Trouble error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton height="6rem" screenreaderText={t('Looking who uses it')} />
        )}
        {data !== undefined && data.dangers.length > 0 && (
          <label className="al-delete-name">
            <Trans
              text="Type <b>{{name}}</b> to delete it"
              tags={{ b: <b /> }}
              values={{ name: object.name }}
            />
            <TextInput
              value={typedName}
              onChange={(_, value) => setTypedName(value)}
              aria-label={t('Name of the object')}
              autoComplete="off"
            />
          </label>
        )}
        {trouble !== null && (
          <Alert variant="danger" isInline isLiveRegion title={t('It was not deleted')}>
            {trouble}
          </Alert>
        )}
      </ModalBody>
      <ModalFooter>
        <Button
          variant="danger"
          isDisabled={!isArmed || isBusy}
          isLoading={isBusy}
          onClick={() => void remove()}
        >
          {t('Delete')}
        </Button>
        <Button variant="link" onClick={onClose}>
          {t('Cancel')}
        </Button>
      </ModalFooter>
    </Modal>
  )
}

function Facts({ deletion }: { deletion: Deletion }): ReactNode {
  const { usedBy, consequences, dangers } = deletion
  const { appear, vanish } = consequences
  return (
    <div className="al-delete-facts">
      {dangers.length === 0 && appear.length === 0 && <p>{t('Nobody is seen that uses it.')}</p>}
      {dangers.map((one) => (
        <p key={one}>{one}</p>
      ))}
      {usedBy.length > 0 && (
        <>
          <h3>{t('Used by')}</h3>
          <ul>
            {usedBy.map(({ object: { kind, namespace, name } }) => (
              <li key={`${kind} ${namespace}/${name}`}>
                {kind} {name}{' '}
                {namespace !== '' && (
                  <span className="al-quiet">{t('in {{namespace}}', { namespace })}</span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      {appear.length > 0 && (
        <>
          <h3>{t('Would be wrong without it')}</h3>
          <FindingLines findings={appear} />
        </>
      )}
      {vanish.length > 0 && (
        <p>{t('{{count}} findings would be gone.', { count: vanish.length })}</p>
      )}
    </div>
  )
}
