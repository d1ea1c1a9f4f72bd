import type { Router } from 'express'
import { getConfigObject, getValidations, listConfig, listRules } from '#contract/config.ts'
import { AppError } from '../../errors.ts'
import type { Rule } from '../../seams/rule.ts'
import { describeObject, textOf } from '../../validations/details.ts'
import { listReports } from '../../validations/list.ts'
import { summarize } from '../../validations/summary.ts'
import { inventoryWarnings } from '../inventory-warnings.ts'
import { route } from '../route.ts'

export interface ConfigRouteDeps {
  readonly rules: readonly Rule[]
}

export function mountConfig(router: Router, { rules }: ConfigRouteDeps): void {
  route(router, listConfig, async ({ query, caller: { viewer }, context }) => ({
    ...listReports(await context.validations.reports(), query, viewer),
    warnings: inventoryWarnings(context.clusters, viewer),
  }))

  route(router, getConfigObject, async ({ query, caller: { viewer }, context }) => {
    for (const report of await context.validations.reports()) {
      const details = describeObject(report, query, viewer)
      if (details !== null) return details
    }
    const { kind, namespace, name } = query
    const where = namespace === '' ? '' : ` in ${namespace}`
    throw new AppError('notFound', `There is no ${kind} ${name}${where} that you may see.`)
  })

  route(router, getValidations, async ({ caller: { viewer }, context }) =>
    summarize(await context.validations.reports(), viewer),
  )

  route(router, listRules, () => ({
    rules: rules.map((rule) => ({ ...textOf(rule), kinds: [...rule.kinds] })),
  }))
}
