import { Button, Skeleton } from '@patternfly/react-core'
import { DownloadIcon } from '@patternfly/react-icons/dist/esm/icons/download-icon'
import { lazy, Suspense, useMemo, type ReactNode } from 'react'
import type { ProxyDocument } from '#contract/proxy.ts'
import { useProxyDocument } from '../../../api/proxy-queries.ts'
import { Notice } from '../../../components/Notice.tsx'
import { Trouble } from '../../../components/Trouble.tsx'
import { saveBlob } from '../../../lib/save-blob.ts'
import { indentJson } from '../indent-json.ts'
import type { Look } from '../use-look.ts'
import { sizeText } from '../words.ts'
import { t } from '../../../i18n/t.ts'

const JsonText = lazy(() => import('./JsonText.tsx').then((part) => ({ default: part.JsonText })))

// What is longer is told in part; the file has all of it.
const longestShown = 4_000_000

const titles: Readonly<Record<ProxyDocument, string>> = {
  ...{
    config: t('Configuration'),
    bootstrap: t('Bootstrap'),
    clusters: t('Clusters'),
    routes: t('Routes'),
  },
  ...{ endpoints: t('Endpoints'), listeners: t('Listeners'), secrets: t('Secrets') },
}

/** What the proxy is told, as it wrote it but for keys; to be searched, copied and saved. */
export function DocumentPart({
  look,
  document,
}: {
  look: Look
  document: ProxyDocument
}): ReactNode {
  const { data, error, refetch } = useProxyDocument({ reading: look.reading, document })
  const shown = useMemo(() => (data === undefined ? null : indentJson(data, longestShown)), [data])
  const waiting = <Skeleton height="20rem" screenreaderText={t('Reading what the proxy is told')} />
  if (data === undefined || shown === null)
    return error === null ? waiting : <Trouble error={error} onRetry={() => void refetch()} />
  return (
    <div className="al-proxy-part" data-settled="true">
      {shown.isCut && (
        <Notice tone="warn">
          {t('It is long: only its beginning is shown. The file has all of it.')}
        </Notice>
      )}
      <Suspense fallback={waiting}>
        <JsonText text={shown.text} label={t('{{title}} as JSON', { title: titles[document] })}>
          <Button
            variant="plain"
            size="sm"
            icon={<DownloadIcon />}
            onClick={() => saveBlob(new Blob([data], { type: 'application/json' }), 'json')}
          >
            {t('Save')}
          </Button>
          <span className="al-quiet">
            {t('{{size}}, without keys and passwords', { size: sizeText(data.length) })}
          </span>
        </JsonText>
      </Suspense>
    </div>
  )
}
