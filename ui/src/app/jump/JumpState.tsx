import { Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { t } from '../../i18n/t.ts'
import type { Jump } from './use-jump.ts'

export interface JumpStateProps {
  readonly q: string
  readonly jump: Jump
}

/** What is to be said of the list: that it is on its way, not exact, empty, or not to be had. */
export function JumpState({ q, jump }: JumpStateProps): ReactNode {
  const words = wordsOf(q, jump)
  return (
    <div className="al-jump-state" data-busy={jump.isSearching}>
      <span role="status">{words}</span>
      {jump.trouble !== null && (
        <span className="al-bad">
          {t('Names cannot be searched: {{message}}', { message: jump.trouble })}{' '}
          <Button variant="link" isInline onClick={jump.retry}>
            {t('Try again')}
          </Button>
        </span>
      )}
    </div>
  )
}

function wordsOf(q: string, { sections, isSearching, isInexact, trouble }: Jump): ReactNode {
  if (q.trim() === '' || trouble !== null) return null
  const found = sections.reduce((sum, { items }) => sum + items.length, 0)
  if (isSearching) return <span className="pf-v6-screen-reader">{t('Searching')}</span>
  if (found === 0)
    return t(
      'Nothing that you may see has “{{text}}” in its name. Namespaces, apps, services, workloads, pods, configuration and hosts were looked through.',
      { text: q.trim() },
    )
  if (isInexact) return t('Nothing is called so. This is near:')
  return <span className="pf-v6-screen-reader">{t('{{count}} results', { count: found })}</span>
}
