import { t } from '../i18n/t.ts'

/** The name of the revision of those that name none. */
export const usualRevision = 'default'

/** A revision, or a tag and the revision that it stands for; null: nobody names one, not known. */
export function sayRevision(asked: string | null, servedBy: string | null): string {
  const tag = asked ?? usualRevision
  if (servedBy === null || servedBy === tag) return tag
  return t('{{tag}} → {{revision}}', { tag, revision: servedBy })
}

/** Whether that is the usual one, which needs no words. */
export const isUsualRevision = (asked: string | null, servedBy: string | null): boolean =>
  asked === null && (servedBy === null || servedBy === usualRevision)
