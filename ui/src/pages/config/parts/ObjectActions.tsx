import { Button } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { ObjectId } from '#contract/validations.ts'
import { useRights } from '../../../api/write-queries.ts'
import { t } from '../../../i18n/t.ts'
import type { ViewInAddress } from '../use-view.ts'
import { DeleteDialog } from './DeleteDialog.tsx'

export interface ObjectActionsProps {
  readonly object: ObjectId
  readonly address: ViewInAddress
}

/** What may be done with an object; what may not is told, and by which missing right. */
export function ObjectActions({ object, address }: ObjectActionsProps): ReactNode {
  const { data } = useRights(object)
  const [isDeleting, setIsDeleting] = useState(false)
  const whyNot = (verb: 'update' | 'delete'): string | null =>
    data?.rights.find((one) => one.verb === verb)?.whyNot ?? null
  const mayDelete = data !== undefined && whyNot('delete') === null
  return (
    <div className="al-object-actions">
      <Link to={address.linkTo({ task: 'edit' })} title={whyNot('update') ?? undefined}>
        {whyNot('update') === null ? t('Edit') : t('Look at in the editor')}
      </Link>
      <Link to={address.linkTo({ task: 'history' })}>{t('History')}</Link>
      <Button
        variant="link"
        size="sm"
        isInline
        isDanger
        isAriaDisabled={!mayDelete}
        title={whyNot('delete') ?? undefined}
        onClick={() => mayDelete && setIsDeleting(true)}
      >
        {t('Delete')}
      </Button>
      {isDeleting && (
        <DeleteDialog
          object={object}
          onClose={() => setIsDeleting(false)}
          onDeleted={() => address.change({ object: null, task: null })}
        />
      )}
    </div>
  )
}
