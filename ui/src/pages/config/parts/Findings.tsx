import { Button } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import { Link } from 'react-router'
import type { ConfigDetails, PlacedFinding } from '#contract/config.ts'
import type { RuleText } from '#contract/validations.ts'
import { CopyText } from '../../../components/CopyText.tsx'
import { Trans } from '../../../i18n/Trans.tsx'
import { t } from '../../../i18n/t.ts'
import type { ViewInAddress } from '../use-view.ts'
import { Fix } from './Fix.tsx'
import { NotChecked } from './NotChecked.tsx'
import { StateBadge } from './StateBadge.tsx'

export interface FindingsProps {
  readonly details: ConfigDetails
  readonly linkTo: ViewInAddress['linkTo']
  readonly onGoTo: (line: number) => void
}

/** What is wrong with the object, and why; what could not be said. */
export function Findings({ details, linkTo, onGoTo }: FindingsProps): ReactNode {
  const { findings, rules, validity } = details
  return (
    <>
      <h2>{t('Findings')}</h2>
      {findings.length === 0 && (
        <p className="al-quiet">
          {validity === 'notChecked'
            ? t('No rule could judge it.')
            : t('Nothing is wrong with it as far as the rules can tell.')}
        </p>
      )}
      <ul className="al-findings">
        {findings.map((finding) => (
          <li key={`${finding.rule} ${finding.line} ${finding.message}`}>
            <FindingCard
              finding={finding}
              rule={rules.find(({ id }) => id === finding.rule)}
              details={details}
              linkTo={linkTo}
              onGoTo={onGoTo}
            />
          </li>
        ))}
      </ul>
      <NotChecked notChecked={details.notChecked} />
    </>
  )
}

interface FindingCardProps extends FindingsProps {
  readonly finding: PlacedFinding
  readonly rule: RuleText | undefined
}

function FindingCard({ finding, rule, details, linkTo, onGoTo }: FindingCardProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  const { severity, message, line, acknowledged, related } = finding
  return (
    <article className={`al-finding al-finding-${acknowledged === null ? severity : 'let-be'}`}>
      <div className="al-finding-head">
        <StateBadge validity={severity} />
        <code>{finding.rule}</code>
        {rule !== undefined && rule.aka.length > 0 && (
          <span className="al-quiet">{rule.aka.join(', ')}</span>
        )}
        <Button variant="link" size="sm" isInline onClick={() => onGoTo(line)}>
          {t('line {{line}}', { line })}
        </Button>
      </div>
      <p>{message}</p>
      {acknowledged !== null && (
        <p className="al-quiet">
          <Trans
            text="<b>Acknowledged</b> on the object: {{why}}"
            tags={{ b: <b /> }}
            values={{ why: acknowledged }}
          />
        </p>
      )}
      {related.length > 0 && (
        <p className="al-finding-related">
          <span className="al-quiet">{t('Concerns')}</span>{' '}
          {related.map((object) => (
            <Link key={Object.values(object).join('/')} to={linkTo({ object })}>
              {object.kind} {object.name}
            </Link>
          ))}
        </p>
      )}
      <div className="al-finding-more">
        {rule !== undefined && (
          <Button
            variant="link"
            size="sm"
            isInline
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isOpen ? t('Less') : t('Why, and what to do')}
          </Button>
        )}
      </div>
      {isOpen && rule !== undefined && <Explanation rule={rule} />}
      {finding.fix !== null && <Fix finding={finding} before={details.yaml} linkTo={linkTo} />}
    </article>
  )
}

function Explanation({ rule }: { rule: RuleText }): ReactNode {
  const { id, title, cause, effect, repair, source } = rule
  return (
    <div className="al-finding-why">
      <h3>{title}</h3>
      <dl>
        <dt>{t('Cause')}</dt>
        <dd>{cause}</dd>
        <dt>{t('Effect')}</dt>
        <dd>{effect}</dd>
        <dt>{t('Repair')}</dt>
        <dd>{repair}</dd>
        <dt>{t('Source')}</dt>
        <dd>
          <a href={source} target="_blank" rel="noreferrer">
            {source}
          </a>
        </dd>
        <dt>{t('To let it be')}</dt>
        <dd>
          <CopyText text={`alidade.dev/ignore: ${id}=why`} label={t('annotation')} />
        </dd>
      </dl>
    </div>
  )
}
