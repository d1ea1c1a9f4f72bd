import { Button } from '@patternfly/react-core'
import { UploadIcon } from '@patternfly/react-icons/dist/esm/icons/upload-icon'
import { useRef, type ReactNode } from 'react'
import { useUploadTrace } from '../../../api/trace-queries.ts'
import { t } from '../../../i18n/t.ts'

/** Opens a trace that somebody has saved: of Jaeger, Zipkin or OTLP, without any back end. */
export function Upload({ onOpened }: { readonly onOpened: (traceId: string) => void }): ReactNode {
  const input = useRef<HTMLInputElement>(null)
  const { mutate, isPending, error } = useUploadTrace()
  const take = (file: File | undefined): void => {
    if (file === undefined) return
    mutate(file, {
      onSuccess: ({ traceIds: [first] }) => {
        if (first !== undefined) onOpened(first)
      },
    })
  }
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        aria-label={t('Trace file')}
        className="al-traces-file"
        onChange={(event) => {
          take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      <Button
        variant="link"
        size="sm"
        icon={<UploadIcon />}
        isLoading={isPending}
        onClick={() => input.current?.click()}
      >
        {t('Open a file')}
      </Button>
      {error !== null && (
        <p role="alert" className="al-traces-refusal">
          {error.message}
        </p>
      )}
    </>
  )
}
