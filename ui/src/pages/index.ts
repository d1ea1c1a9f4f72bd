import type { PageDefinition } from '../app/page.ts'
import { subjectPage } from './catalog/subject/page.ts'
import { configPage } from './config/page.ts'
import { graphPage } from './graph/page.ts'

/** In the order of the navigation; the first is where the console opens. */
export const pages = [graphPage, configPage, subjectPage] as const satisfies readonly PageDefinition[]
