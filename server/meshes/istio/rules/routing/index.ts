import type { Rule } from '../../../../seams/rule.ts'
import { ambientNamespaceWithoutWaypoint } from './ambient-namespace-without-waypoint.ts'
import { ambientOtherNamespace } from './ambient-other-namespace.ts'
import { ambientServiceWithoutWaypoint } from './ambient-service-without-waypoint.ts'
import { delegateMissing } from './delegate-missing.ts'
import { delegateUnused } from './delegate-unused.ts'
import { destinationHostUnknown } from './destination-host-unknown.ts'
import { destinationPortRequired } from './destination-port-required.ts'
import { destinationPortUnknown } from './destination-port-unknown.ts'
import { destinationRepeated } from './destination-repeated.ts'
import { destinationRuleHostUnknown } from './destination-rule-host-unknown.ts'
import { egressHostUnknown } from './egress-host-unknown.ts'
import { envoyFilterAdd } from './envoy-filter-add.ts'
import { envoyFilterRelative } from './envoy-filter-relative.ts'
import { envoyFilterRelativeVersions } from './envoy-filter-relative-versions.ts'
import { envoyFilterRemove } from './envoy-filter-remove.ts'
import { envoyFilterReplace } from './envoy-filter-replace.ts'
import { faultForgotten } from './fault-forgotten.ts'
import { gatewayMissing } from './gateway-missing.ts'
import { gatewayNamedAsOfOld } from './gateway-named-as-of-old.ts'
import { hostHalfNamed } from './host-half-named.ts'
import { hostNobodyCalls } from './host-nobody-calls.ts'
import { hostNotAtGateway } from './host-not-at-gateway.ts'
import { ingressPassesBy } from './ingress-passes-by.ts'
import { matchIneffective } from './match-ineffective.ts'
import { outboundModeUnsaid } from './outbound-mode-unsaid.ts'
import { retriesDoNotFit } from './retries-do-not-fit.ts'
import { rootSidecarSelector } from './root-sidecar-selector.ts'
import { ruleUnreachable } from './rule-unreachable.ts'
import { serviceEntryAddresses } from './service-entry-addresses.ts'
import { serviceEntryProtocols } from './service-entry-protocols.ts'
import { serviceEntryRepeated } from './service-entry-repeated.ts'
import { severalDestinationRules } from './several-destination-rules.ts'
import { severalVirtualServices } from './several-virtual-services.ts'
import { singleDestinationWeight } from './single-destination-weight.ts'
import { subsetEmptyWithTraffic } from './subset-empty-with-traffic.ts'
import { subsetMissing } from './subset-missing.ts'
import { subsetSelectsNothing } from './subset-selects-nothing.ts'
import { subsetWithoutLabels } from './subset-without-labels.ts'
import { weightsUnlikePercent } from './weights-unlike-percent.ts'

export const routingRules: readonly Rule[] = [
  ambientNamespaceWithoutWaypoint,
  ambientOtherNamespace,
  ambientServiceWithoutWaypoint,
  delegateMissing,
  delegateUnused,
  destinationHostUnknown,
  destinationPortRequired,
  destinationPortUnknown,
  destinationRepeated,
  destinationRuleHostUnknown,
  egressHostUnknown,
  envoyFilterAdd,
  envoyFilterRelative,
  envoyFilterRelativeVersions,
  envoyFilterRemove,
  envoyFilterReplace,
  faultForgotten,
  gatewayMissing,
  gatewayNamedAsOfOld,
  hostHalfNamed,
  hostNobodyCalls,
  hostNotAtGateway,
  ingressPassesBy,
  matchIneffective,
  outboundModeUnsaid,
  retriesDoNotFit,
  rootSidecarSelector,
  ruleUnreachable,
  serviceEntryAddresses,
  serviceEntryProtocols,
  serviceEntryRepeated,
  severalDestinationRules,
  severalVirtualServices,
  singleDestinationWeight,
  subsetEmptyWithTraffic,
  subsetMissing,
  subsetSelectsNothing,
  subsetWithoutLabels,
  weightsUnlikePercent,
]
