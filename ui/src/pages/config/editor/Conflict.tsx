import { Alert, Button } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import type { WriteOutcome } from '#contract/writes.ts'
import { t } from '../../../i18n/t.ts'
import { Difference } from '../parts/Difference.tsx'

type ConflictOutcome = Extract<WriteOutcome, { readonly kind: 'conflict' }>

export interface ConflictProps {
  readonly outcome: ConflictOutcome
  readonly base: string
  readonly mine: string
  /** The text to go on with, upon the state that is there now. */
  readonly onGoOn: (text: string) => void
}

/** Somebody was faster: what they changed, what you changed, and the ways to go on. */
export function Conflict({ outcome, base, mine, onGoOn }: ConflictProps): ReactNode {
  const [isLooking, setIsLooking] = useState(true)
  const { theirs, merged, mergedTheirs, clashes } = outcome
  return (
    <section aria-label={t('Conflict')} className="al-conflict">
      <Alert
        variant="warning"
        isInline
        title={t('The object has changed since you began')}
        actionLinks={
          <>
            <Button variant="primary" size="sm" onClick={() => onGoOn(merged)}>
              {clashes.length === 0
                ? t('Put both together')
                : t('Put both together, mine where they clash')}
            </Button>
            {clashes.length > 0 && (
              <Button variant="secondary" size="sm" onClick={() => onGoOn(mergedTheirs)}>
                {t('Put both together, theirs where they clash')}
              </Button>
            )}
            <Button variant="secondary" size="sm" onClick={() => onGoOn(mine)}>
              {t('Go on with my text')}
            </Button>
            <Button variant="link" size="sm" onClick={() => onGoOn(theirs)}>
              {t('Begin anew with theirs')}
            </Button>
          </>
        }
      >
        <p>
          {t(
            'Nothing is saved and nothing is lost. Whatever you choose is only put into the editor: look at it, then save. Undo brings your text back.',
          )}
        </p>
        {clashes.length > 0 && <Clashes clashes={clashes} />}
      </Alert>
      <Button
        variant="link"
        size="sm"
        isInline
        aria-expanded={isLooking}
        onClick={() => setIsLooking(!isLooking)}
      >
        {isLooking ? t('Hide both changes') : t('Show both changes')}
      </Button>
      {isLooking && (
        <div className="al-conflict-sides">
          <div>
            <h3>{t('What they changed')}</h3>
            <Difference before={base} after={theirs} label={t('What they changed')} />
          </div>
          <div>
            <h3>{t('What you changed')}</h3>
            <Difference before={base} after={mine} label={t('What you changed')} />
          </div>
        </div>
      )}
    </section>
  )
}

/** What both changed, each to something else: field by field, with what both began with. */
function Clashes({ clashes }: Pick<ConflictOutcome, 'clashes'>): ReactNode {
  return (
    <table className="al-clashes">
      <caption>{t('Changed by both')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('Field')}</th>
          <th scope="col">{t('Before')}</th>
          <th scope="col">{t('Theirs')}</th>
          <th scope="col">{t('Mine')}</th>
        </tr>
      </thead>
      <tbody>
        {clashes.map(({ path, base, theirs, mine }) => (
          <tr key={path}>
            <th scope="row">
              <code>{path}</code>
            </th>
            {[base, theirs, mine].map((value, side) => (
              // The three sides stand where their headings are.
              <td key={side}>{value === null ? <i>{t('nothing')}</i> : <code>{value}</code>}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
