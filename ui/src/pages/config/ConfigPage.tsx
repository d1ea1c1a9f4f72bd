import { Skeleton } from '@patternfly/react-core'
import { lazy, Suspense, type ReactNode } from 'react'
import { t } from '../../i18n/t.ts'
import './config.css'
import { ConfigCrumbs } from './parts/ConfigCrumbs.tsx'
import { HistoryView } from './parts/HistoryView.tsx'
import { ListView } from './parts/ListView.tsx'
import { ObjectView } from './parts/ObjectView.tsx'
import { useView } from './use-view.ts'

// The editor's weight is for those who edit.
const EditorPage = lazy(() =>
  import('./editor/EditorPage.tsx').then((module) => ({ default: module.EditorPage })),
)
const CreateForm = lazy(() =>
  import('./editor/CreateForm.tsx').then((module) => ({ default: module.CreateForm })),
)

/** The configuration and what is wrong with it: a list, or one object of it. */
export function ConfigPage(): ReactNode {
  const address = useView()
  const { object, task } = address.view
  if (task === 'create' || (task === 'edit' && object !== null))
    return (
      <Suspense fallback={<Skeleton height="24rem" screenreaderText={t('Loading the editor')} />}>
        {object === null ? (
          <CreateForm address={address} />
        ) : (
          <div className="al-config">
            {task === 'edit' ? (
              <ConfigCrumbs object={object} address={address} task={t('Edit')} />
            ) : (
              <ConfigCrumbs object={null} address={address} task={t('New object')} />
            )}
            <EditorPage object={object} isNew={task === 'create'} address={address} />
          </div>
        )}
      </Suspense>
    )
  if (object === null) return <ListView address={address} />
  if (task === 'history') return <HistoryView object={object} address={address} />
  return <ObjectView key={Object.values(object).join('/')} object={object} address={address} />
}
