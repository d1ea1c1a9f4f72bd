import type { Router } from 'express'
import { getConfigObject, getValidations, listConfig, listRules } from '#contract/config.ts'
import { getValidationPlaces } from '#contract/places.ts'
import { AppError } from '../../errors.ts'
import type { Rule } from '../../seams/rule.ts'
import { describeObject, textOf } from '../../validations/details.ts'
import { listReports } from '../../validations/list.ts'
import { placesFor } from '../../validations/places.ts'
import { summarize } from '../../validations/summary.ts'
import { inventoryWarnings, staleWarnings } from '../inventory-warnings.ts'
import { route } from '../route.ts'

export interface ConfigRouteDeps {
  readonly rules: readonly Rule[]
}

export function mountConfig(router: Router, { rules }: ConfigRouteDeps): void {
  route(router, listConfig, async ({ query, caller, context }) => ({
    ...listReports(await context.validations.seenBy(caller), query),
    warnings: [
      ...staleWarnings(context.clusters, caller.viewer),
      ...inventoryWarnings(context.clusters, caller.viewer),
    ],
  }))

  route(router, getConfigObject, async ({ query, caller, context }) => {
    for (const seen of await context.validations.seenBy(caller)) {
      const details = describeObject(seen, query)
      if (details !== null) return details
    }
    const { kind, namespace, name } = query
    const where = namespace === '' ? '' : ` in ${namespace}`
    throw new AppError('notFound', `There is no ${kind} ${name}${where} that you may see.`)
  })

  route(router, getValidations, async ({ caller, context }) =>
    summarize(await context.validations.seenBy(caller)),
  )

  route(router, getValidationPlaces, async ({ caller, context }) =>
    placesFor(await context.validations.seenBy(caller)),
  )

  route(router, listRules, () => ({
    rules: rules.map((rule) => ({ ...textOf(rule), kinds: [...rule.kinds] })),
  }))
}
