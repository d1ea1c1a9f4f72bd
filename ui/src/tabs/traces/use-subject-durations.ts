import type { UsualDurations } from '#contract/durations.ts'
import { useUsualDurations } from '../../api/trace-queries.ts'
import { subjectFolders } from '../../components/subject-address.ts'
import type { Subject } from '../tab.ts'

/** How long requests to a subject usually took before a moment; undefined: not known, or not yet. */
export function useSubjectDurations(
  subject: Subject | null,
  atMs: number,
): UsualDurations | undefined {
  const { data } = useUsualDurations(
    subject === null
      ? null
      : {
          params: {
            ...{ namespace: subject.namespace, name: subject.name },
            kind: subjectFolders[subject.kind],
          },
          query: { at: atMs },
        },
  )
  return data
}
