import { Button, Checkbox, FormSelect, FormSelectOption, TextInput } from '@patternfly/react-core'
import { SearchIcon } from '@patternfly/react-icons/dist/esm/icons/search-icon'
import { useId, useState, type KeyboardEvent, type ReactNode } from 'react'
import { useTraceServices } from '../../../api/trace-queries.ts'
import { FromTo } from '../../../components/FromTo.tsx'
import { NameChoice } from '../../../components/NameChoice.tsx'
import { t } from '../../../i18n/t.ts'
import { formatMoment } from '../../../lib/age.ts'
import type { Subject } from '../../tab.ts'
import { ranges, windowOf, type RangeName, type TracesView } from '../url.ts'
import type { TracesAddress } from '../use-traces-view.ts'
import { PercentileFilter } from './PercentileFilter.tsx'
import { Upload } from './Upload.tsx'

export interface SearchFormProps {
  readonly subject: Subject | null
  readonly address: TracesAddress
  readonly nowMs: number
  readonly isFetching: boolean
  readonly onSearch: () => void
}

const rangeWords: Record<RangeName, string> = {
  '5m': t('Last 5 minutes'),
  '15m': t('Last 15 minutes'),
  '1h': t('Last hour'),
  '3h': t('Last 3 hours'),
  '12h': t('Last 12 hours'),
  '2d': t('Last 2 days'),
}

export function SearchForm(props: SearchFormProps): ReactNode {
  const { subject, address, nowMs, isFetching, onSearch } = props
  const { view, change } = address
  const { fromMs, toMs } = windowOf(view, nowMs)
  return (
    <form
      className="al-traces-form"
      role="search"
      aria-label={t('Traces')}
      onSubmit={(event) => {
        event.preventDefault()
        onSearch()
      }}
    >
      {subject === null && <ServiceFields view={view} change={change} />}
      <Field
        label={t('Tags')}
        name="tags"
        view={view}
        change={change}
        placeholder="http.status_code=503"
      />
      <Field label={t('At least, ms')} name="min" view={view} change={change} isShort />
      <Field label={t('At most, ms')} name="max" view={view} change={change} isShort />
      {subject !== null && <PercentileFilter subject={subject} address={address} nowMs={nowMs} />}
      <Labelled label={t('Time')}>
        <FormSelect
          aria-label={t('Time')}
          value={view.to === null ? view.range : 'fixed'}
          onChange={(_, range) => change({ range: range as RangeName, from: null, to: null })}
          className="al-traces-select"
        >
          {view.to !== null && <FormSelectOption value="fixed" label={t('As marked')} isDisabled />}
          {(Object.keys(ranges) as RangeName[]).map((name) => (
            <FormSelectOption key={name} value={name} label={rangeWords[name]} />
          ))}
        </FormSelect>
      </Labelled>
      <FromTo
        key={`${fromMs} ${toMs}`}
        fromAt={fromMs}
        toAt={toMs}
        onApply={({ fromAt, toAt }) => change({ from: fromAt, to: toAt })}
      />
      {view.to !== null && (
        <span className="al-quiet">
          {formatMoment(fromMs)} – {formatMoment(toMs)}
        </span>
      )}
      <Labelled label={t('At most how many')}>
        <FormSelect
          aria-label={t('At most how many')}
          value={String(view.limit)}
          onChange={(_, limit) => change({ limit: Number(limit) })}
          className="al-traces-limit"
        >
          {[20, 50, 100, 200, 500].map((limit) => (
            <FormSelectOption
              key={limit}
              value={String(limit)}
              label={t('{{count}} traces', { count: limit })}
            />
          ))}
        </FormSelect>
      </Labelled>
      <Checkbox
        id={useId()}
        label={t('Only errors')}
        isChecked={view.errors !== ''}
        onChange={(_, isOn) => change({ errors: isOn ? 'true' : '' })}
      />
      <Button type="submit" size="sm" icon={<SearchIcon />} isLoading={isFetching}>
        {t('Search')}
      </Button>
      <Upload onOpened={(trace) => change({ trace, other: null, span: null })} />
    </form>
  )
}

/** What a field is stays in sight when something is in it. */
function Labelled(props: { readonly label: string; readonly children: ReactNode }): ReactNode {
  return (
    <label className="al-traces-field">
      <span>{props.label}</span>
      {props.children}
    </label>
  )
}

interface FieldsProps {
  readonly view: TracesView
  readonly change: TracesAddress['change']
}

function ServiceFields({ view, change }: FieldsProps): ReactNode {
  const { data, error } = useTraceServices(view.service)
  const isKnown = data !== undefined
  return (
    <>
      <Labelled label={t('Service')}>
        <NameChoice
          label={t('Service')}
          none={isKnown || error !== null ? t('Choose a service') : t('Services …')}
          names={data?.services ?? []}
          value={view.service}
          {...(error === null ? {} : { trouble: error.message })}
          onChoose={(service) => change({ service, operation: '' })}
        />
      </Labelled>
      <Labelled label={t('Operation')}>
        <NameChoice
          label={t('Operation')}
          none={t('All operations')}
          names={[...new Set((data?.operations ?? []).map(({ name }) => name))]}
          value={view.operation}
          isDisabled={view.service === ''}
          onChoose={(operation) => change({ operation })}
        />
      </Labelled>
    </>
  )
}

interface FieldProps extends FieldsProps {
  readonly label: string
  readonly name: 'tags' | 'min' | 'max'
  readonly placeholder?: string
  readonly isShort?: boolean
}

/** Typing asks for nothing; Enter, or leaving the field, does. */
function Field({ label, name, view, change, placeholder, isShort }: FieldProps): ReactNode {
  const [typed, setTyped] = useState<string | null>(null)
  const isNumber = name !== 'tags'
  const value = typed ?? view[name]
  const isOdd = isNumber && value !== '' && !/^\d+(\.\d+)?$/.test(value)
  const commit = (): void => {
    if (typed === null || isOdd) return
    change({ [name]: typed.trim() })
    setTyped(null)
  }
  return (
    <Labelled label={label}>
      <TextInput
        aria-label={label}
        placeholder={placeholder ?? ''}
        value={value}
        inputMode={isNumber ? 'decimal' : 'text'}
        validated={isOdd ? 'error' : 'default'}
        onChange={(_, text) => setTyped(text)}
        onBlur={commit}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key === 'Enter') commit()
        }}
        className={isShort === true ? 'al-traces-short' : 'al-traces-text'}
      />
    </Labelled>
  )
}
