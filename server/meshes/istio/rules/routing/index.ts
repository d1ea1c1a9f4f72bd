import type { Rule } from '../../../../seams/rule.ts'
import { destinationHostUnknown } from './destination-host-unknown.ts'
import { gatewayMissing } from './gateway-missing.ts'

export const routingRules: readonly Rule[] = [destinationHostUnknown, gatewayMissing]
