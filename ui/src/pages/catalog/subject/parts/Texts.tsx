import { Button } from '@patternfly/react-core'
import { useState, type ReactNode } from 'react'
import { Link, type To } from 'react-router'
import { t } from '../../../../i18n/t.ts'
import { Card } from './Card.tsx'

export interface TextsProps {
  readonly title: string
  readonly texts: Readonly<Record<string, string>>
  /** Where a text leads; nowhere when absent. */
  readonly linkOf?: ((key: string, value: string) => To) | undefined
  readonly action?: ReactNode
  readonly children?: ReactNode
}

const fewEnough = 12

/** Labels or annotations; of many the first, until somebody wants all. */
export function Texts({ title, texts, linkOf, action, children }: TextsProps): ReactNode {
  const [isOpen, setIsOpen] = useState(false)
  const all = Object.entries(texts)
  const shown = isOpen ? all : all.slice(0, fewEnough)
  return (
    <Card
      title={title}
      aside={
        <span className="al-texts-aside">
          <span className="al-quiet">{all.length}</span>
          {action}
        </span>
      }
    >
      {children}
      {all.length === 0 && <p className="al-quiet">{t('None.')}</p>}
      <dl className="al-texts">
        {shown.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              {value === '' ? (
                <span className="al-quiet">{t('empty')}</span>
              ) : linkOf === undefined ? (
                value
              ) : (
                <Link to={linkOf(name, value)}>{value}</Link>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {all.length > fewEnough && (
        <Button variant="link" size="sm" isInline onClick={() => setIsOpen(!isOpen)}>
          {isOpen ? t('Show fewer') : t('Show all {{amount}}', { amount: all.length })}
        </Button>
      )}
    </Card>
  )
}
