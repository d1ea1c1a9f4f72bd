import {
  DescriptionList,
  DescriptionListDescription,
  DescriptionListGroup,
  DescriptionListTerm,
} from '@patternfly/react-core'
import type { ReactNode } from 'react'
import { t } from '../i18n/t.ts'
import './components.css'

/** Terms with what they are; children are `Fact`s. */
export function Facts({ children }: { readonly children: ReactNode }): ReactNode {
  return (
    <DescriptionList isCompact isHorizontal className="al-facts">
      {children}
    </DescriptionList>
  )
}

/** What is not known is said so, and is not left out. */
export function Fact(props: { readonly term: string; readonly children: ReactNode }): ReactNode {
  const { term, children } = props
  const isKnown = children !== null && children !== ''
  return (
    <DescriptionListGroup>
      <DescriptionListTerm>{term}</DescriptionListTerm>
      <DescriptionListDescription>
        {isKnown ? children : <span className="al-quiet">{t('Not known')}</span>}
      </DescriptionListDescription>
    </DescriptionListGroup>
  )
}
