import { Button } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import type { PlacedFinding } from '#contract/config.ts'
import { CopyText } from '../../../components/CopyText.tsx'
import { t } from '../../../i18n/t.ts'
import { Difference } from './Difference.tsx'

/** What would repair a finding: as a difference to read, and as a command to take along. */
export function Fix({ finding, before }: { finding: PlacedFinding; before: string }): ReactNode {
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
