import type { KeyGroup } from '../../../../components/help/help-words.ts'
import { t } from '../../../../i18n/t.ts'

/** What the keyboard does on the graph page; the page shows this list at `?`. */
export const keyGroups: readonly KeyGroup[] = [
  {
    title: t('On the page, unless you type'),
    lines: [
      { keys: ['?'], does: t('This list') },
      { keys: ['/'], does: t('Find') },
      { keys: ['f'], does: t('Fit the whole picture into view') },
      { keys: ['+', '−'], does: t('Nearer, farther') },
      { keys: ['l'], does: t('Legend') },
      { keys: [',', '.'], does: t('Back and on through the calls of a trace') },
    ],
  },
  {
    title: t('With the picture in focus (Tab leads there)'),
    lines: [
      {
        keys: ['←', '→', '↑', '↓'],
        does: t('Walk from node to node, along edges where there are any'),
      },
      {
        keys: ['E', t('Shift E')],
        does: t('Step through the edges of a node; arrows lead on to their ends'),
      },
      { keys: ['B'], does: t('Out to the box around it') },
      { keys: [t('Enter')], does: t('Select, with its details beside; open a closed namespace') },
      { keys: [t('Space')], does: t('Select, also a closed namespace') },
      { keys: ['O'], does: t('Open or close the namespace') },
      { keys: ['[', ']'], does: t('Show paths of fewer calls, of more') },
      {
        keys: [t('Shift ←'), t('Shift →'), t('Shift ↑'), t('Shift ↓')],
        does: t('Move a node, and pin it'),
      },
      { keys: ['P'], does: t('Pin a node where it is, or let it go') },
      { keys: [t('Escape')], does: t('Let go') },
    ],
  },
  {
    title: t('With the overview in focus'),
    lines: [
      { keys: ['←', '→', '↑', '↓'], does: t('Move the view') },
      { keys: ['+', '−'], does: t('Nearer, farther') },
      { keys: [t('Home')], does: t('Fit the whole picture into view') },
    ],
  },
]
