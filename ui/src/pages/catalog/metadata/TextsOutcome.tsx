import { Alert, Button, Radio } from '@patternfly/react-core'
import { useId, useState, type ReactNode } from 'react'
import type { MetadataOutcome, TextClash } from '#contract/metadata.ts'
import { t } from '../../../i18n/t.ts'
import type { Side } from './draft.ts'
import type { SentTexts } from './use-texts-draft.ts'

export interface TextsOutcomeProps {
  readonly sent: SentTexts
  readonly onAnyway: () => void
  readonly onGoOn: (choice: (clash: { readonly key: string }) => Side) => void
}

type Other = Exclude<MetadataOutcome, { readonly kind: 'conflict' | 'done' }>

const titles = {
  invalid: t('This cannot be saved as it is'),
  worse: t('This would make errors'),
  forbidden: t('You may not do this'),
  deleted: t('The object has been deleted meanwhile'),
  refused: t('The cluster refuses it'),
  unknown: t('Nobody knows whether it was saved'),
} as const satisfies Record<Other['kind'], string>

/** How the last save or dry run ended, and the way on. */
export function TextsOutcome({ sent, onAnyway, onGoOn }: TextsOutcomeProps): ReactNode {
  const { outcome, trouble, isDryRun } = sent
  if (outcome === null)
    return (
      <Alert variant="danger" isInline isLiveRegion title={t('It did not work')}>
        {trouble} {t('Nothing was saved; what you have typed is still here.')}
      </Alert>
    )
  if (outcome.kind === 'conflict') return <Clashes outcome={outcome} onGoOn={onGoOn} />
  if (outcome.kind === 'done')
    return isDryRun ? (
      <Alert
        variant="success"
        isInline
        isLiveRegion
        title={t('The dry run went through: the cluster would take it')}
      >
        {[t('Nothing was saved.'), ...outcome.warnings].join(' ')}
      </Alert>
    ) : null
  return (
    <Alert
      variant={outcome.kind === 'worse' ? 'warning' : 'danger'}
      isInline
      isLiveRegion
      title={titles[outcome.kind]}
    >
      <p>{outcome.message}</p>
      {outcome.kind === 'invalid' && (
        <ul>
          {outcome.problems.map(({ key, message }) => (
            <li key={`${key} ${message}`}>
              <code>{key}</code>: {message}
            </li>
          ))}
        </ul>
      )}
      {outcome.kind === 'worse' && (
        <>
          <ul>
            {outcome.appear.map(({ rule, message, object }) => (
              <li key={`${rule} ${message} ${object.name}`}>
                {rule} {object.kind} {object.name}: {message}
              </li>
            ))}
          </ul>
          <Button variant="secondary" size="sm" onClick={onAnyway}>
            {t('Save all the same')}
          </Button>
        </>
      )}
    </Alert>
  )
}

interface ClashesProps {
  readonly outcome: Extract<MetadataOutcome, { readonly kind: 'conflict' }>
  readonly onGoOn: TextsOutcomeProps['onGoOn']
}

/** What both began with, what is there now, what is to be: key by key, with the choice between. */
function Clashes({ outcome, onGoOn }: ClashesProps): ReactNode {
  const [theirs, setTheirs] = useState<ReadonlySet<string>>(new Set())
  const { clashes } = outcome
  const choose = (key: string, side: Side): void =>
    setTheirs((before) => {
      const others = [...before].filter((one) => one !== key)
      return new Set(side === 'theirs' ? [...others, key] : others)
    })
  return (
    <section aria-label={t('Conflict')} className="al-texts-conflict">
      <Alert
        variant="warning"
        isInline
        isLiveRegion
        title={t('Somebody has changed the same since you began')}
      >
        {t(
          'Nothing is saved and nothing is lost. Choose for each key, look at it, then save. What others have changed beside these keys is kept.',
        )}
      </Alert>
      <div className="al-scroll-x" role="region" aria-label={t('Table of clashes')} tabIndex={0}>
        <table className="al-rates">
          <thead>
            <tr>
              <th scope="col">{t('Key')}</th>
              <th scope="col">{t('It was')}</th>
              <th scope="col">{t('Theirs')}</th>
              <th scope="col">{t('Mine')}</th>
            </tr>
          </thead>
          <tbody>
            {clashes.map((clash) => (
              <ClashRow
                key={clash.key}
                clash={clash}
                side={theirs.has(clash.key) ? 'theirs' : 'mine'}
                onChoose={(side) => choose(clash.key, side)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <Button
        size="sm"
        variant="secondary"
        onClick={() => onGoOn(({ key }) => (theirs.has(key) ? 'theirs' : 'mine'))}
      >
        {t('Go on with these')}
      </Button>
    </section>
  )
}

interface ClashRowProps {
  readonly clash: TextClash
  readonly side: Side
  readonly onChoose: (side: Side) => void
}

const sides = { mine: t('Mine'), theirs: t('Theirs') } as const satisfies Record<Side, string>

function ClashRow({ clash, side, onChoose }: ClashRowProps): ReactNode {
  const id = useId()
  const choice = (own: Side, text: string | null): ReactNode => (
    <Radio
      id={`${id}-${own}`}
      name={id}
      label={
        <>
          <span className="pf-v6-screen-reader">{`${t('{{side}} of {{key}}:', { side: sides[own], key: clash.key })} `}</span>
          <code>{say(text)}</code>
        </>
      }
      isChecked={side === own}
      onChange={() => onChoose(own)}
    />
  )
  return (
    <tr>
      <th scope="row">{clash.key}</th>
      <td>
        <code>{say(clash.base)}</code>
      </td>
      <td>{choice('theirs', clash.theirs)}</td>
      <td>{choice('mine', clash.mine)}</td>
    </tr>
  )
}

const say = (text: string | null): string =>
  text === null ? t('not there') : text === '' ? t('(empty)') : text
