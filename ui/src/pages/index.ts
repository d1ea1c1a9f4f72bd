import type { PageDefinition } from '../app/page.ts'
import { appsPage, servicesPage, workloadsPage } from './catalog/lists/pages.ts'
import { namespacePage } from './catalog/namespace/page.ts'
import { namespacesPage } from './catalog/namespaces/page.ts'
import { overviewPage } from './catalog/overview/page.ts'
import { subjectPage } from './catalog/subject/page.ts'
import { configPage } from './config/page.ts'
import { graphPage } from './graph/page.ts'
import { meshPage } from './mesh/page.ts'
import { tracesPage } from './traces/page.ts'

/** In the order of the navigation; the first is where the console opens. */
export const pages = [
  graphPage,
  overviewPage,
  namespacesPage,
  appsPage,
  servicesPage,
  workloadsPage,
  tracesPage,
  configPage,
  namespacePage,
  meshPage,
  subjectPage,
] as const satisfies readonly PageDefinition[]
