import { Button } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { PlacedFinding } from '#contract/config.ts'
import { CopyText } from '../../../components/CopyText.tsx'
import { t } from '../../../i18n/t.ts'
import type { ViewInAddress } from '../use-view.ts'
import { Difference } from './Difference.tsx'

export interface FixProps {
  readonly finding: PlacedFinding
  readonly before: string
  readonly linkTo: ViewInAddress['linkTo']
}

/** What would repair a finding: as a difference to read, and as a command to take along. */
export function Fix({ finding, before, linkTo }: FixProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  const { fix, fixText } = finding
  if (fix === null) return null
  return (
    <div className="al-fix">
      <Button
        variant="secondary"
        size="sm"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        {t('Repair: {{title}}', { title: fix.title })}
      </Button>
      {isOpen && (
        <>
          {fixText !== null && (
            <Difference before={before} after={fixText} label={t('What changes')} />
          )}
          <CopyText text={commandOf(finding, fix.patch)} label={t('command that repairs it')} />
          <Link to={linkTo({ object: finding.object, task: 'edit' })}>
            {t('Repair it in the editor')}
          </Link>
        </>
      )}
    </div>
  )
}

/** Words in single quotes of a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`

function commandOf(
  { object: { group, kind, namespace, name } }: PlacedFinding,
  patch: NonNullable<PlacedFinding['fix']>['patch'],
): string {
  const type = group === '' ? kind.toLowerCase() : `${kind.toLowerCase()}.${group}`
  const place = namespace === '' ? '' : ` --namespace ${namespace}`
  return `kubectl patch ${type} ${name}${place} --type json --patch ${quoted(JSON.stringify(patch))}`
}
