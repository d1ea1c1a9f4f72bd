import { Alert, Button, Radio } from '@patternfly/react-core'
import { useId, useState, type ReactNode } from 'react'
import type { MetadataOutcome, TextClash } from '#contract/metadata.ts'
import { WouldBeWorse, WriteEnd } from '../../../components/WriteEnd.tsx'
import { t } from '../../../i18n/t.ts'
import type { Side } from './draft.ts'
import type { SentTexts } from './use-texts-draft.ts'

export interface TextsOutcomeProps {
  readonly sent: SentTexts
  readonly onAnyway: () => void
  readonly onGoOn: (choice: (clash: { readonly key: string }) => Side) => void
}

/** How the last save or dry run ended, and the way on. */
export function TextsOutcome({ sent, onAnyway, onGoOn }: TextsOutcomeProps): ReactNode {
  const { outcome, trouble, isDryRun } = sent
  if (outcome === null)
    return (
      <WriteEnd
        end="lost"
        words={[trouble ?? '', t('Nothing was saved; what you have typed is still here.')].join(
          ' ',
        )}
      />
    )
  if (outcome.kind === 'conflict') return <Clashes outcome={outcome} onGoOn={onGoOn} />
  if (outcome.kind === 'done')
    return isDryRun ? (
      <WriteEnd end="tried" words={[t('Nothing was saved.'), ...outcome.warnings].join(' ')} />
    ) : null
  return (
    <WriteEnd end={outcome.kind} words={outcome.message}>
      {outcome.kind === 'invalid' && (
        <ul>
          {outcome.problems.map(({ key, message }) => (
            <li key={`${key} ${message}`}>
              <code>{key}</code>: {message}
            </li>
          ))}
        </ul>
      )}
      {outcome.kind === 'worse' && <WouldBeWorse appear={outcome.appear} onAnyway={onAnyway} />}
    </WriteEnd>
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
