import type { ReactNode } from 'react'
import type { ObjectId } from '#contract/validations.ts'
import { Crumbs, type Crumb } from '../../../components/Crumbs.tsx'
import { t } from '../../../i18n/t.ts'
import { noFilters } from '../url.ts'
import type { ViewInAddress } from '../use-view.ts'

export interface ConfigCrumbsProps {
  readonly object: ObjectId | null
  readonly address: ViewInAddress
  /** What is done with the object; it is looked at when absent. */
  readonly task?: string
}

/** From the list as it was filtered, over the namespace, to the object and what is done with it. */
export function ConfigCrumbs({ object, address, task }: ConfigCrumbsProps): ReactNode {
  const { linkTo } = address
  const above: Crumb[] = [
    { word: t('Configuration'), to: linkTo({ object: null, task: null }) },
    ...(object === null || object.namespace === ''
      ? []
      : [{ word: object.namespace, to: linkTo(inNamespace(object.namespace)) }]),
    ...(object === null || task === undefined
      ? []
      : [{ word: object.name, to: linkTo({ task: null }) }]),
  ]
  return <Crumbs above={above} here={task ?? object?.name ?? ''} />
}

const inNamespace = (namespace: string) => ({
  ...noFilters,
  ...{ object: null, task: null, namespaces: [namespace] },
})
