export interface KeyLine {
  /** As they stand on the keyboard; several are pressed together only where `joined` says so. */
  readonly keys: readonly string[]
  readonly does: string
}

export interface KeyGroup {
  readonly title: string
  readonly lines: readonly KeyLine[]
}

/** What the keyboard does on the graph page; the page shows this list at `?`. */
export const keyGroups: readonly KeyGroup[] = [
  {
    title: 'On the page, unless you type',
    lines: [
      { keys: ['?'], does: 'This list' },
      { keys: ['/'], does: 'Find' },
      { keys: ['f'], does: 'Fit the whole picture into view' },
      { keys: ['+', '−'], does: 'Nearer, farther' },
      { keys: ['l'], does: 'Legend' },
      { keys: [',', '.'], does: 'Back and on through the calls of a trace' },
    ],
  },
  {
    title: 'With the picture in focus (Tab leads there)',
    lines: [
      {
        keys: ['←', '→', '↑', '↓'],
        does: 'Walk from node to node, along edges where there are any',
      },
      {
        keys: ['E', 'Shift E'],
        does: 'Step through the edges of a node; arrows lead on to their ends',
      },
      { keys: ['B'], does: 'Out to the box around it' },
      { keys: ['Enter'], does: 'Select, with its details beside; open a closed namespace' },
      { keys: ['Space'], does: 'Select, also a closed namespace' },
      { keys: ['O'], does: 'Open or close the namespace' },
      { keys: ['[', ']'], does: 'Show paths of fewer calls, of more' },
      { keys: ['Shift ←', 'Shift →', 'Shift ↑', 'Shift ↓'], does: 'Move a node, and pin it' },
      { keys: ['P'], does: 'Pin a node where it is, or let it go' },
      { keys: ['Escape'], does: 'Let go' },
    ],
  },
  {
    title: 'With the overview in focus',
    lines: [
      { keys: ['←', '→', '↑', '↓'], does: 'Move the view' },
      { keys: ['+', '−'], does: 'Nearer, farther' },
      { keys: ['Home'], does: 'Fit the whole picture into view' },
    ],
  },
]
