import { Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { Finding } from '#contract/validations.ts'
import type { DraftCheck } from '#contract/writes.ts'
import { t } from '../../../i18n/t.ts'
import { validityLooks } from '../words.ts'
import type { CheckedDraft } from './use-draft-check.ts'

export interface VerdictProps {
  readonly checked: CheckedDraft
  /** The check is of the text that is there now. */
  readonly isCurrent: boolean
  readonly onGoTo: (line: number) => void
  readonly onRepair: ((text: string) => void) | null
}

/** What would be wrong if this were saved: of the object itself, and elsewhere. */
export function Verdict({ checked, isCurrent, onGoTo, onRepair }: VerdictProps): ReactNode {
  const { check, trouble } = checked
  return (
    <aside aria-label={t('What would be wrong')} className="al-verdict" aria-busy={!isCurrent}>
      <h2>{t('If this were saved')}</h2>
      <p role="status" className="al-quiet">
        {trouble !== null ? t('Not checked: {{trouble}}', { trouble }) : say(check, isCurrent)}
      </p>
      {check !== null && (
        <>
          <ul className="al-verdict-list">
            {check.problems.map(({ line, column, message }) => (
              <Item key={`${line} ${column} ${message}`} severity="error" text={message}>
                <Button variant="link" size="sm" isInline onClick={() => onGoTo(line)}>
                  {t('line {{line}}', { line })}
                </Button>
              </Item>
            ))}
            {check.findings.map(
              ({ rule, message, severity, line, column, fix, fixText, ...one }) => (
                <Item
                  key={`${rule} ${line} ${column} ${message}`}
                  severity={one.acknowledged === null ? severity : 'valid'}
                  text={`${rule} ${message}${one.acknowledged === null ? '' : ` ${t('(acknowledged)')}`}`}
                >
                  <Button variant="link" size="sm" isInline onClick={() => onGoTo(line)}>
                    {t('line {{line}}', { line })}
                  </Button>
                  {fix !== null && fixText !== null && onRepair !== null && (
                    <Button variant="secondary" size="sm" onClick={() => onRepair(fixText)}>
                      {t('Repair: {{title}}', { title: fix.title })}
                    </Button>
                  )}
                </Item>
              ),
            )}
          </ul>
          <Elsewhere check={check} />
        </>
      )}
    </aside>
  )
}

function say(check: DraftCheck | null, isCurrent: boolean): string {
  if (check === null || !isCurrent) return t('Checking …')
  if (check.problems.length > 0) return t('It cannot be read as an object.')
  if (check.notJudged !== null) return t('Not judged: {{reason}}', { reason: check.notJudged })
  const open = check.findings.filter(({ acknowledged }) => acknowledged === null)
  return open.length === 0
    ? t('Nothing would be wrong with it.')
    : t('{{count}} findings', { count: open.length })
}

interface ItemProps {
  readonly severity: keyof typeof validityLooks
  readonly text: string
  readonly children?: ReactNode
}

function Item({ severity, text, children }: ItemProps): ReactNode {
  const { word, Icon } = validityLooks[severity]
  return (
    <li>
      <span className={`al-state al-state-${severity}`}>
        <Icon />
        <span>{word}</span>
      </span>{' '}
      {children} <span className="al-verdict-text">{text}</span>
    </li>
  )
}

/** What would change for other objects, and what would be repaired. */
function Elsewhere({ check }: { check: DraftCheck }): ReactNode {
  const { consequences, findings } = check
  const own = new Set(findings.map(({ rule, message }) => `${rule} ${message}`))
  const appear = consequences.appear.filter(({ rule, message }) => !own.has(`${rule} ${message}`))
  return (
    <>
      <Findings title={t('Would appear elsewhere')} findings={appear} />
      <Findings title={t('Would be gone')} findings={consequences.vanish} />
    </>
  )
}

function Findings({ title, findings }: { title: string; findings: readonly Finding[] }): ReactNode {
  if (findings.length === 0) return null
  const shown = findings.slice(0, 20)
  return (
    <>
      <h3>{title}</h3>
      <ul className="al-verdict-list">
        {shown.map(({ rule, message, severity, object }) => (
          <Item
            key={`${rule} ${message} ${object.namespace}/${object.name}`}
            severity={severity}
            text={`${rule} ${object.kind} ${object.name}: ${message}`}
          />
        ))}
        {findings.length > shown.length && (
          <li>{t('and {{amount}} more', { amount: findings.length - shown.length })}</li>
        )}
      </ul>
    </>
  )
}
