import { Alert, Button } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import type { WriteOutcome } from '#contract/writes.ts'
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
    <section aria-label="Conflict" className="al-conflict">
      <Alert
        variant="warning"
        isInline
        title="The object has changed since you began"
        actionLinks={
          <>
            <Button variant="primary" size="sm" onClick={() => onGoOn(merged)}>
              {clashes.length === 0
                ? 'Put both together'
                : 'Put both together, mine where they clash'}
            </Button>
            {clashes.length > 0 && (
              <Button variant="secondary" size="sm" onClick={() => onGoOn(mergedTheirs)}>
                Put both together, theirs where they clash
              </Button>
            )}
            <Button variant="secondary" size="sm" onClick={() => onGoOn(mine)}>
              Go on with my text
            </Button>
            <Button variant="link" size="sm" onClick={() => onGoOn(theirs)}>
              Begin anew with theirs
            </Button>
          </>
        }
      >
        <p>
          Nothing is saved and nothing is lost. Whatever you choose is only put into the editor:
          look at it, then save. Undo brings your text back.
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
        {isLooking ? 'Hide both changes' : 'Show both changes'}
      </Button>
      {isLooking && (
        <div className="al-conflict-sides">
          <div>
            <h3>What they changed</h3>
            <Difference before={base} after={theirs} label="What they changed" />
          </div>
          <div>
            <h3>What you changed</h3>
            <Difference before={base} after={mine} label="What you changed" />
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
      <caption>Changed by both</caption>
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Before</th>
          <th scope="col">Theirs</th>
          <th scope="col">Mine</th>
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
              <td key={side}>{value === null ? <i>nothing</i> : <code>{value}</code>}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
