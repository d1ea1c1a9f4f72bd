import type { PageDefinition } from '../app/page.ts'
import { appsPage, servicesPage, workloadsPage } from './catalog/lists/pages.ts'
import { subjectPage } from './catalog/subject/page.ts'
import { configPage } from './config/page.ts'
import { graphPage } from './graph/page.ts'
import { tracesPage } from './traces/page.ts'

/** In the order of the navigation; the first is where the console opens. */
export const pages = [
  graphPage,
  appsPage,
  servicesPage,
  workloadsPage,
  tracesPage,
  configPage,
  subjectPage,
] as const satisfies readonly PageDefinition[]
