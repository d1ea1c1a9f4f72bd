import { Skeleton } from '@patternfly/react-core'
import { lazy, Suspense, type ReactNode } from 'react'
import { Link } from 'react-router'
import { t } from '../../i18n/t.ts'
import './config.css'
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
            <nav aria-label={t('Breadcrumb')} className="al-config-crumb">
              <Link to={address.linkTo({ object: null, task: null })}>{t('Configuration')}</Link>
            </nav>
            <EditorPage object={object} isNew={task === 'create'} address={address} />
          </div>
        )}
      </Suspense>
    )
  if (object === null) return <ListView address={address} />
  if (task === 'history') return <HistoryView object={object} address={address} />
  return <ObjectView key={Object.values(object).join('/')} object={object} address={address} />
}
