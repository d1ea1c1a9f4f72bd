import type { ThingAddress } from '../../../../api/catalog-queries.ts'
import { subjectFolders } from '../../../../components/subject-address.ts'
import type { Subject } from '../../../../tabs/tab.ts'

/** The window of the numbers on an overview. */
export const overviewWindow = '1m'

export const addressOf = (subject: Subject): ThingAddress => ({
  ...subject,
  kind: subjectFolders[subject.kind],
})
