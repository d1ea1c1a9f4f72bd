import { Alert } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { TraceList } from '#contract/traces.ts'
import { Trans } from '../../../i18n/Trans.tsx'
import { t } from '../../../i18n/t.ts'

type Found = NonNullable<TraceList['notPassedOn']>

/** Whose application drops the headers of traces, how that is seen, and what it has to copy. */
export function NotPassedOn({ who, service, traces, callers }: Found): ReactNode {
  const names = callers.join(', ')
  return (
    <Alert
      variant="warning"
      isInline
      title={
        who === 'itself'
          ? t('{{service}} does not pass the trace on', { service })
          : t('Somebody does not pass the trace on to {{service}}', { service })
      }
    >
      <p>
        {who === 'itself'
          ? t(
              '{{amount}} traces begin with a call that {{service}} makes, and none of its calls belongs to a request that it serves, although the metrics show that it is called. Calls that it makes of its own accord begin a trace rightly.',
              { amount: traces, service },
            )
          : t(
              'All {{amount}} traces begin at {{service}}, although the metrics show callers inside the mesh: {{names}}.',
              { amount: traces, service, names },
            )}
      </p>
      <p>
        <Trans
          text="An application must copy these headers of the request that it serves onto those that it makes for it: <code>traceparent</code> and <code>tracestate</code>, or <code>b3</code> and <code>x-b3-*</code>, and always <code>x-request-id</code>. A proxy cannot do it: it does not know which request belongs to which."
          tags={{ code: <code /> }}
        />
      </p>
    </Alert>
  )
}
