import { Alert, Button } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { Owner } from '#contract/writes.ts'
import { formatAge } from '../../../lib/age.ts'
import type { Editing } from './use-editing.ts'

export interface NoticesProps {
  readonly owners: readonly Owner[]
  readonly whyNot: string | null
  readonly editing: Editing
}

/** What one should know before the first letter: rights, owners, and a draft of before. */
export function Notices({ owners, whyNot, editing }: NoticesProps): ReactNode {
  const { offered, takeOffer, dropOffer } = editing
  return (
    <>
      {whyNot !== null && (
        <Alert variant="info" isInline title="Read only">
          {whyNot}
        </Alert>
      )}
      {owners.map(({ tool, name, evidence }) => (
        <Alert
          key={tool}
          variant="warning"
          isInline
          title={`${tool} keeps this object${name === null ? '' : ` (${name})`}`}
        >
          What is changed here may be undone: change it at its source. “Download as patch” gives the
          change as a file to take there. Known by {evidence}.
        </Alert>
      ))}
      {offered !== null && (
        <Alert
          variant="info"
          isInline
          title={`A draft of yours from ${formatAge(offered.ageMs)} ago is kept in this browser`}
          actionLinks={
            <>
              <Button variant="primary" size="sm" onClick={takeOffer}>
                Take it up
              </Button>
              <Button variant="secondary" size="sm" onClick={dropOffer}>
                Throw it away
              </Button>
            </>
          }
        >
          It is not applied until you say so. What you see is the object as it is.
        </Alert>
      )}
    </>
  )
}
