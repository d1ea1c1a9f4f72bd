import { Alert, AlertActionCloseButton, Button } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import type { To } from 'react-router'
import type { Metadata, TextPart } from '#contract/metadata.ts'
import type { ObjectId } from '#contract/validations.ts'
import { useMetadata } from '../../../api/metadata-queries.ts'
import { inSentence, t } from '../../../i18n/t.ts'
import { Card } from '../subject/parts/Card.tsx'
import { Texts } from '../subject/parts/Texts.tsx'
import { TextsForm } from './TextsForm.tsx'
import { partWords } from './words.ts'

export interface MetadataCardsProps {
  /** null: it is no object, and has nothing to change. */
  readonly object: ObjectId | null
  /** What is known of its labels without reading the object itself. */
  readonly labels: Readonly<Record<string, string>>
  /** Where a label leads: to the list of those that have it. */
  readonly linkOf: (key: string, value: string) => To
}

/** Labels and annotations of an object and of the pods that it makes, to read and to change. */
export function MetadataCards({ object, labels, linkOf }: MetadataCardsProps): ReactNode {
  const { data: metadata } = useMetadata(object)
  const [edited, setEdited] = useState<Edited | null>(null)
  if (metadata === undefined) return <Texts title={t('Labels')} texts={labels} linkOf={linkOf} />
  return metadata.state.parts.map(({ part }) => (
    <PartCard key={part} {...{ metadata, part, linkOf, edited }} onEdit={setEdited} />
  ))
}

/** What is being edited, as it was then: it does not change by itself. */
interface Edited {
  readonly part: TextPart
  readonly metadata: Metadata
}

interface PartCardProps extends Pick<MetadataCardsProps, 'linkOf'> {
  readonly metadata: Metadata
  readonly part: TextPart
  readonly edited: Edited | null
  readonly onEdit: (edited: Edited | null) => void
}

function PartCard({ metadata, part, linkOf, edited, onEdit }: PartCardProps): ReactNode {
  const [saved, setSaved] = useState<string | null>(null)
  const title = partWords[part]
  if (edited?.part === part)
    return (
      <Card title={title} isWide>
        <TextsForm
          metadata={edited.metadata}
          part={part}
          onCancel={() => onEdit(null)}
          onDone={({ isRecorded, warnings }) => {
            onEdit(null)
            const event = isRecorded ? [t('An Event beside the object tells of it.')] : []
            setSaved([...event, ...warnings].join(' '))
          }}
        />
      </Card>
    )
  const texts = metadata.state.parts.find((one) => one.part === part)?.texts ?? []
  const isLinked = part === 'labels'
  return (
    <Texts
      title={title}
      texts={Object.fromEntries(texts.map(({ key, value }) => [key, value]))}
      linkOf={isLinked ? linkOf : undefined}
      action={
        <EditButton
          title={title}
          whyNot={
            edited === null ? metadata.whyNot : t('Save or cancel what you are editing first.')
          }
          onEdit={() => {
            setSaved(null)
            onEdit({ part, metadata })
          }}
        />
      }
    >
      {saved !== null && (
        <Alert
          variant="success"
          isInline
          isLiveRegion
          title={t('Saved')}
          actionClose={<AlertActionCloseButton onClose={() => setSaved(null)} />}
        >
          {saved}
        </Alert>
      )}
    </Texts>
  )
}

interface EditButtonProps {
  readonly title: string
  readonly whyNot: string | null
  readonly onEdit: () => void
}

/** Whoever may not change it is told so before they begin. */
function EditButton({ title, whyNot, onEdit }: EditButtonProps): ReactNode {
  const isAllowed = whyNot === null
  return (
    <Button
      variant="link"
      size="sm"
      isInline
      isAriaDisabled={!isAllowed}
      {...(isAllowed ? {} : { title: whyNot })}
      aria-label={t('Edit {{title}}', { title: inSentence(title) })}
      onClick={onEdit}
    >
      {t('Edit')}
    </Button>
  )
}
