import { bookinfo } from './bookinfo.ts'
import { ambientShop, legacy, logistics, payments } from './commerce.ts'
import { nextControlPlane, platform } from './platform.ts'
import { mergeTopologies } from './topology.ts'
import type { Topology } from './topology.ts'
import { travel } from './travel.ts'

/** What `npm start` shows without any argument. */
export const defaultTopology: Topology = mergeTopologies([
  platform,
  bookinfo,
  travel,
  payments,
  logistics,
  ambientShop,
  legacy,
  nextControlPlane,
])
