import type { Rule } from '../../../../seams/rule.ts'
import { destinationHostUnknown } from './destination-host-unknown.ts'
import { destinationRepeated } from './destination-repeated.ts'
import { faultForgotten } from './fault-forgotten.ts'
import { gatewayMissing } from './gateway-missing.ts'
import { gatewayNamedAsOfOld } from './gateway-named-as-of-old.ts'
import { retriesDoNotFit } from './retries-do-not-fit.ts'
import { singleDestinationWeight } from './single-destination-weight.ts'
import { weightsUnlikePercent } from './weights-unlike-percent.ts'

export const routingRules: readonly Rule[] = [
  destinationHostUnknown,
  destinationRepeated,
  faultForgotten,
  gatewayMissing,
  gatewayNamedAsOfOld,
  retriesDoNotFit,
  singleDestinationWeight,
  weightsUnlikePercent,
]
