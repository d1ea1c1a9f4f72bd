import { Dropdown, DropdownItem, DropdownList, MenuToggle } from '@patternfly/react-core'
import { DownloadIcon } from '@patternfly/react-icons/dist/esm/icons/download-icon'
import { useState, type ReactNode } from 'react'
import { mostLines, type LogLine } from '#contract/logs.ts'
import { useClient } from '../../../api/client-context.ts'
import { fetchLogs } from '../../../api/log-queries.ts'
import { t } from '../../../i18n/t.ts'
import { formatWhole } from '../../../lib/decimal.ts'
import type { Subject } from '../../tab.ts'
import type { ShownLine } from '../line-store.ts'
import type { LogQuestion } from '../live-logs.ts'
import { writeLines } from '../look.ts'

export interface SaveMenuProps {
  readonly lines: readonly ShownLine[]
  readonly question: LogQuestion
  readonly subject: Subject
}

const most = formatWhole(mostLines)

/** Lines as a file of text, or on the clipboard. The file says what it leaves out. */
export function SaveMenu({ lines, question, subject }: SaveMenuProps): ReactNode {
  const client = useClient()
  const [isOpen, setIsOpen] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const clipboard = navigator.clipboard as Clipboard | undefined

  const all = async (): Promise<void> => {
    setSaid(t('Reading …'))
    try {
      const page = await fetchLogs(client, {
        subject: question.subject,
        ask: question.ask,
        page: { side: 'before', limit: mostLines },
      })
      const note = page.hasMore
        ? `# The newest ${page.lines.length} lines; there are older ones.\n`
        : ''
      save(subject.name, page.lines, note)
      setSaid(
        page.hasMore
          ? t('The newest {{most}} were saved; there are older ones', { most })
          : t('Saved'),
      )
    } catch (error) {
      setSaid(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <>
      <Dropdown
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        onSelect={() => setIsOpen(false)}
        toggle={(ref) => (
          <MenuToggle
            ref={ref}
            size="sm"
            isExpanded={isOpen}
            icon={<DownloadIcon />}
            aria-label={t('Save')}
            onClick={() => setIsOpen(!isOpen)}
          />
        )}
      >
        <DropdownList>
          <DropdownItem onClick={() => save(subject.name, lines, '')}>
            {t('Save the {{lines}} lines that are shown', { lines: formatWhole(lines.length) })}
          </DropdownItem>
          <DropdownItem
            onClick={() => void all()}
            description={t('At most the newest {{most}}', { most })}
          >
            {t('Save all that these filters let through')}
          </DropdownItem>
          {clipboard !== undefined && (
            <DropdownItem
              onClick={() =>
                void clipboard.writeText(writeLines(lines)).then(() => setSaid(t('Copied')))
              }
            >
              {t('Copy the lines that are shown')}
            </DropdownItem>
          )}
        </DropdownList>
      </Dropdown>
      <span className="al-quiet" role="status">
        {said}
      </span>
    </>
  )
}

function save(name: string, lines: readonly LogLine[], note: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([note, writeLines(lines)], { type: 'text/plain' }))
  link.download = `${name}-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.log`
  link.click()
  // The browser has taken it over by then.
  setTimeout(() => URL.revokeObjectURL(link.href), 1000)
}
