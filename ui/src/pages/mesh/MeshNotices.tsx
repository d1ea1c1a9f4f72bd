import { Alert } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { MeshState } from '#contract/mesh.ts'
import type { Warning } from '#contract/warning.ts'
import { t } from '../../i18n/t.ts'
import { formatAge } from '../../lib/age.ts'

/** With its age where older data are shown instead. */
function say({ message, dataAt }: Warning, at: number): string {
  if (dataAt === null) return message
  return `${t('{{age}} old.', { age: formatAge(Math.max(0, at - dataAt)) })} ${message}`
}

/** What makes the page less than whole. */
export function MeshNotices(props: {
  readonly state: MeshState
  readonly trouble: string | null
}): ReactNode {
  const { state, trouble } = props
  const messages = [...new Set(state.warnings.map((warning) => say(warning, state.at)))]
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
