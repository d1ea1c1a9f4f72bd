import type { ReactNode } from 'react'
import { useContextSearch } from '../../../../components/context-search.ts'
import { Crumbs } from '../../../../components/Crumbs.tsx'
import { subjectFolders } from '../../../../components/subject-address.ts'
import { subjectWords } from '../../../../components/subject-words.ts'
import type { Subject } from '../../../../tabs/tab.ts'

/** Where the thing stands: all of its kind, those of its namespace, itself. */
export function Breadcrumbs({
  subject: { kind, namespace, name },
}: {
  subject: Subject
}): ReactNode {
  const search = new URLSearchParams(useContextSearch())
  const pathname = `/${subjectFolders[kind]}`
  const all = { pathname, search: search.toString() }
  search.set('namespaces', namespace)
  const own = { pathname, search: search.toString() }
  return (
    <Crumbs
      above={[
        { word: subjectWords[kind].many, to: all },
        { word: namespace, to: own },
      ]}
      here={name}
    />
  )
}
