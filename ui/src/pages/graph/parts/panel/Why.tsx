import { Skeleton } from '@patternfly/react-core'
import { ExternalLinkAltIcon } from '@patternfly/react-icons/dist/esm/icons/external-link-alt-icon'
import type { ReactNode } from 'react'
import { useExplanation, type ExplainSubject } from '../../../../api/queries.ts'
import { t } from '../../../../i18n/t.ts'
import { askOf } from '../../url.ts'
import { usePanel } from './panel-context.ts'
import { Section } from './Section.tsx'

/** Why it is in the picture, in words, and the way to its traces. */
export function Why({ subject }: { subject: ExplainSubject }): ReactNode {
  const { view } = usePanel()
  const { data, error } = useExplanation(askOf(view), subject)
  return (
    <Section title={t('Why it is here, and its traces')}>
      {error !== null && <p className="al-quiet">{error.message}</p>}
      {data === undefined && error === null && <Skeleton screenreaderText={t('Loading')} />}
      {data?.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {data !== undefined && data.tracesUrl !== null && (
        <p>
          <a href={data.tracesUrl} target="_blank" rel="noreferrer">
            {t('Open its traces')} <ExternalLinkAltIcon />
          </a>
        </p>
      )}
      {data !== undefined && data.tracesUrl === null && (
        <p className="al-quiet">{data.tracesReason ?? t('There is no link to its traces.')}</p>
      )}
    </Section>
  )
}
