import {
  Alert,
  Button,
  Form,
  FormGroup,
  FormHelperText,
  FormSelect,
  FormSelectOption,
  HelperText,
  HelperTextItem,
  Skeleton,
  TextInput,
} from '@patternfly/react-core'
import type { ReactNode } from 'react'
import type { ObjectId } from '#contract/validations.ts'
import type { ServedKindText } from '#contract/writes.ts'
import { useNamespaces } from '../../../api/queries.ts'
import { useCreatable, useRights } from '../../../api/write-queries.ts'
import { Trouble } from '../../../components/Trouble.tsx'
import { t } from '../../../i18n/t.ts'
import { ConfigCrumbs } from '../parts/ConfigCrumbs.tsx'
import type { ViewInAddress } from '../use-view.ts'
import { useKeptForm } from './use-kept-form.ts'

const fitName = /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/

/** Which kind, where, and called what: then the editor begins with an example. */
export function CreateForm({ address }: { address: ViewInAddress }): ReactNode {
  const { data: kinds, error, refetch } = useCreatable()
  return (
    <div className="al-config" data-settled={kinds !== undefined}>
      <ConfigCrumbs object={null} address={address} task={t('New object')} />
      <header className="al-config-head">
        <h1>{t('New object')}</h1>
      </header>
      {error !== null ? (
        <Trouble error={error} onRetry={() => void refetch()} />
      ) : kinds === undefined ? (
        <Skeleton height="12rem" screenreaderText={t('Looking what can be made')} />
      ) : kinds.length === 0 ? (
        <p className="al-quiet">{t('The cluster has no kind that the console can make.')}</p>
      ) : (
        <Choices
          kinds={kinds}
          // Who has looked at one namespace alone makes it there.
          firstPlace={
            address.view.namespaces.length === 1 ? (address.view.namespaces[0] ?? '') : ''
          }
          onBegin={(object) => address.change({ object })}
        />
      )}
    </div>
  )
}

interface ChoicesProps {
  readonly kinds: readonly ServedKindText[]
  readonly firstPlace: string
  readonly onBegin: (object: ObjectId) => void
}

const keyOf = ({ group, kind }: ServedKindText): string => `${group}/${kind}`

function Choices({ kinds, firstPlace, onBegin }: ChoicesProps): ReactNode {
  const [typed, type] = useKeptForm({ kind: '', place: firstPlace, name: '' })
  const { kind: chosen, place, name } = typed
  const kind = kinds.find((one) => keyOf(one) === chosen) ?? null
  const isPlaceless = kind?.isNamespaced === false
  const object = objectOf(kind, { namespace: isPlaceless ? '' : place, name })
  const whyNot = useWhyNot(object)
  const isOddName = name !== '' && !fitName.test(name)
  const isReady = object !== null && whyNot === null && fitName.test(name)
  return (
    <Form
      className="al-create"
      onSubmit={(event) => {
        event.preventDefault()
        if (isReady) onBegin(object)
      }}
    >
      <FormGroup label={t('Kind')} fieldId="al-create-kind" isRequired>
        <FormSelect
          id="al-create-kind"
          value={chosen}
          onChange={(_, value) => type({ kind: value })}
        >
          <FormSelectOption value="" label={t('Choose a kind')} isPlaceholder />
          {kinds.map((one) => (
            <FormSelectOption
              key={keyOf(one)}
              value={keyOf(one)}
              label={`${one.kind} (${one.group})`}
            />
          ))}
        </FormSelect>
      </FormGroup>
      {!isPlaceless && (
        <NamespaceChoice place={place} onChoose={(value) => type({ place: value })} />
      )}
      <FormGroup label={t('Name')} fieldId="al-create-name" isRequired>
        <TextInput
          id="al-create-name"
          value={name}
          onChange={(_, value) => type({ name: value })}
          validated={isOddName ? 'error' : 'default'}
          aria-describedby="al-create-name-help"
        />
        <FormHelperText>
          <HelperText id="al-create-name-help" aria-live="polite">
            <HelperTextItem variant={isOddName ? 'error' : 'default'}>
              {t('Small letters, digits, hyphens and dots; a letter or a digit at both ends.')}
            </HelperTextItem>
          </HelperText>
        </FormHelperText>
      </FormGroup>
      {typeof whyNot === 'string' && whyNot !== '' && (
        <Alert variant="warning" isInline title={t('You may not create this here')}>
          {whyNot}
        </Alert>
      )}
      <div>
        <Button type="submit" isDisabled={!isReady}>
          {t('Begin')}
        </Button>
      </div>
    </Form>
  )
}

/** Null: not enough is chosen. */
function objectOf(
  kind: ServedKindText | null,
  { namespace, name }: Pick<ObjectId, 'namespace' | 'name'>,
): ObjectId | null {
  if (kind === null || (kind.isNamespaced && namespace === '')) return null
  return { group: kind.group, kind: kind.kind, namespace, name }
}

const nothing = { group: '', kind: '', namespace: '' }

/** Null: nothing is against it; empty: it is not known yet. */
function useWhyNot(object: ObjectId | null): string | null {
  const { data } = useRights(object ?? nothing)
  if (object === null || data === undefined) return ''
  return data.rights.find(({ verb }) => verb === 'create')?.whyNot ?? null
}

function NamespaceChoice({
  place,
  onChoose,
}: {
  place: string
  onChoose: (name: string) => void
}): ReactNode {
  const { data } = useNamespaces()
  return (
    <FormGroup label={t('Namespace')} fieldId="al-create-namespace" isRequired>
      <FormSelect id="al-create-namespace" value={place} onChange={(_, value) => onChoose(value)}>
        <FormSelectOption value="" label={t('Choose a namespace')} isPlaceholder />
        {(data?.namespaces ?? []).map(({ name }) => (
          <FormSelectOption key={name} value={name} label={name} />
        ))}
      </FormSelect>
    </FormGroup>
  )
}
