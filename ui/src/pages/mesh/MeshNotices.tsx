import { Alert } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { MeshState } from '#contract/mesh.ts'
import { t } from '../../i18n/t.ts'

/** What makes the page less than whole. */
export function MeshNotices(props: {
  readonly state: MeshState
  readonly trouble: string | null
}): ReactNode {
  const { state, trouble } = props
  const messages = [...new Set(state.warnings.map(({ message }) => message))]
  return (
    <div role="status" className="al-mesh-notices">
      {trouble !== null && (
        <Alert
          variant="warning"
          isInline
          isPlain
          title={t('What is shown is not new: {{trouble}}', { trouble })}
        />
      )}
      {messages.map((message) => (
        <Alert key={message} variant="warning" isInline isPlain title={message} />
      ))}
    </div>
  )
}
