import type { ReactNode } from 'react'
import type { Warning } from '#contract/warning.ts'
import { t } from '../../i18n/t.ts'
import { modifierKey } from './key-words.ts'

/** What may be missing, and the keys. */
export function JumpFoot({ warnings }: { warnings: readonly Warning[] }): ReactNode {
  const [first, ...others] = warnings
  return (
    <footer className="al-jump-foot">
      {first !== undefined && (
        <p className="al-warn" title={warnings.map(({ message }) => message).join('\n')}>
          {t('Not everything can be found: {{message}}', { message: first.message })}{' '}
          {others.length > 0 && t('And {{more}} more like this.', { more: others.length })}
        </p>
      )}
      <p className="al-quiet">
        <span>
          <kbd>↑</kbd> <kbd>↓</kbd> {t('choose')}
        </span>
        <span>
          <kbd>↵</kbd> {t('open')}
        </span>
        <span>
          <kbd>{modifierKey} ↵</kbd> {t('in a new tab')}
        </span>
        <span>
          <kbd>Esc</kbd> {t('close')}
        </span>
      </p>
    </footer>
  )
}
