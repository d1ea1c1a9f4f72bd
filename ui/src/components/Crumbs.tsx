import { Breadcrumb, BreadcrumbItem } from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { Link, type To } from 'react-router'
import { t } from '../i18n/t.ts'

export interface Crumb {
  readonly word: string
  readonly to: To
}

export interface CrumbsProps {
  /** The ways back, the widest first. */
  readonly above: readonly Crumb[]
  /** Where one is. */
  readonly here: string
}

/** Where the page stands among the others. */
export function Crumbs({ above, here }: CrumbsProps): ReactNode {
  return (
    <Breadcrumb aria-label={t('Breadcrumb')}>
      {above.map(({ word, to }) => (
        <BreadcrumbItem
          key={word}
          render={({ className }) => (
            <Link className={className} to={to}>
              {word}
            </Link>
          )}
        />
      ))}
      <BreadcrumbItem isActive>{here}</BreadcrumbItem>
    </Breadcrumb>
  )
}
