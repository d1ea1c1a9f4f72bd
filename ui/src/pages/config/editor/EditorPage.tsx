import { Skeleton } from '@patternfly/react-core'
import { useMemo, type ReactNode } from 'react'
import type { ObjectId } from '#contract/validations.ts'
import type { LiveText } from '#contract/writes.ts'
import type { ApiError } from '../../../api/client.ts'
import { useSession } from '../../../api/queries.ts'
import { useKindSchema, useLive, useRights, useTemplate } from '../../../api/write-queries.ts'
import { Trouble } from '../../../components/Trouble.tsx'
import { t } from '../../../i18n/t.ts'
import type { ViewInAddress } from '../use-view.ts'
import { EditorBody } from './EditorBody.tsx'
import { indexSchema, type SchemaIndex } from './schema-index.ts'

export interface EditorPageProps {
  readonly object: ObjectId
  readonly isNew: boolean
  readonly address: ViewInAddress
}

/** Gets together what editing needs: the text, the rights, the schema, and who is editing. */
export function EditorPage({ object, isNew, address }: EditorPageProps): ReactNode {
  const rights = useRights(object)
  const beginning = useBeginning(object, isNew)
  const session = useSession()
  const schema = useSchema(rights.data)
  const begin = beginning.data
  if (begin !== undefined && rights.data !== undefined && session.data !== undefined)
    return (
      <EditorBody
        key={Object.values(object).join('/')}
        {...{ begin, isNew, schema, address }}
        rights={rights.data}
        user={session.data.user}
      />
    )
  const error = rights.error ?? beginning.error ?? session.error
  if (error === null) return <Skeleton height="24rem" screenreaderText={t('Loading the editor')} />
  const retry = (): void => {
    void rights.refetch()
    beginning.retry()
  }
  return <Trouble error={error} onRetry={retry} />
}

interface Beginning {
  readonly data: LiveText | undefined
  readonly error: ApiError | null
  readonly retry: () => void
}

/** The object as it is, or an example of a new one. */
function useBeginning(object: ObjectId, isNew: boolean): Beginning {
  const live = useLive(object, !isNew)
  const template = useTemplate(object, isNew)
  const text = template.data?.text
  if (!isNew) return { data: live.data, error: live.error, retry: () => void live.refetch() }
  return {
    data: text === undefined ? undefined : { object, text, resourceVersion: '', owners: [] },
    error: template.error,
    retry: () => void template.refetch(),
  }
}

function useSchema(
  rights: Parameters<typeof EditorBody>[0]['rights'] | undefined,
): SchemaIndex | null {
  const fields = useKindSchema(rights?.kind ?? null).data?.fields
  return useMemo(() => (fields === undefined ? null : indexSchema(fields)), [fields])
}
