import type { ReactNode } from 'react'
import type { MeshState } from '#contract/mesh.ts'
import type { Warning } from '#contract/warning.ts'
import { Notice, NotNew } from '../../components/Notice.tsx'
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
      {trouble !== null && <NotNew trouble={trouble} />}
      {messages.map((message) => (
        <Notice key={message} tone="warn">
          {message}
        </Notice>
      ))}
    </div>
  )
}
