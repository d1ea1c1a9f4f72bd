import { useMemo, type ReactNode } from 'react'
import { useDashboards } from '../../../../api/chart-queries.ts'
import { SubjectLink } from '../../../../components/SubjectLink.tsx'
import { subjectFolders } from '../../../../components/subject-address.ts'
import { Fact } from '../../../../components/Facts.tsx'
import { t } from '../../../../i18n/t.ts'
import type { Subject } from '../../../../tabs/tab.ts'

/** What runs in its pods, as far as dashboards know it, each leading to its charts. */
export function Runtimes({ subject }: { readonly subject: Subject }): ReactNode {
  const { kind, namespace, name } = subject
  const asked = useMemo(
    () => ({ kind: subjectFolders[kind], namespace, name }),
    [kind, namespace, name],
  )
  const { data } = useDashboards(asked)
  if (data === undefined || data.dashboards.length === 0) return null
  return (
    <Fact term={t('Runs')}>
      <ul className="al-counts">
        {data.dashboards.map(({ id, title }) => (
          <li key={id}>
            <SubjectLink subject={subject} tab="runtime" parameters={{ runtimeBoard: id }}>
              {title}
            </SubjectLink>
          </li>
        ))}
      </ul>
    </Fact>
  )
}
