import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { thingFolders, type HealthCounts as Counts, type NamespaceRow } from '#contract/catalog.ts'
import { useContextSearch } from '../../../../components/context-search.ts'
import { Fact, Facts } from '../../../../components/Facts.tsx'
import { folderTitles } from '../../../../components/subject-words.ts'
import { t } from '../../../../i18n/t.ts'
import { FindingsCell } from '../../cells.tsx'
import { HealthCounts } from '../../HealthCounts.tsx'
import { Card } from '../../subject/parts/Card.tsx'

/** How many there are of each kind and how they fare, each leading to the list of them. */
export function Resources({ row }: { readonly row: NamespaceRow }): ReactNode {
  const context = useContextSearch()
  const search = new URLSearchParams(context)
  search.set('namespaces', row.name)
  const to = (pathname: string) => ({ pathname, search: search.toString() })
  return (
    <Card title={t('Resources')}>
      <Facts>
        {thingFolders.map((folder) => (
          <Fact key={folder} term={folderTitles[folder]}>
            <span className="al-counts">
              <Link to={to(`/${folder}`)}>
                {t('{{amount}} in all', { amount: sumOf(row[folder]) })}
              </Link>
              {sumOf(row[folder]) > 0 && (
                <HealthCounts counts={row[folder]} folder={folder} namespace={row.name} />
              )}
            </span>
          </Fact>
        ))}
        <Fact term={t('Configuration')}>
          <span className="al-counts">
            <Link to={to('/config')}>
              {row.objects === null
                ? t('Those that you may see')
                : t('{{count}} objects', { count: row.objects })}
            </Link>
            {sumOf(row.findings) > 0 && (
              <FindingsCell row={{ namespace: row.name, findings: row.findings }} />
            )}
          </span>
        </Fact>
      </Facts>
    </Card>
  )
}

const sumOf = (counts: Counts | NamespaceRow['findings']): number =>
  Object.values(counts).reduce((sum, one) => sum + one, 0)
