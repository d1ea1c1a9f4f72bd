import type { ReactNode } from 'react'
import type { KeyGroup, TourStep } from '../../../components/help/help-words.ts'
import { KeysDialog } from '../../../components/help/KeysDialog.tsx'
import { Tour } from '../../../components/help/Tour.tsx'
import { t } from '../../../i18n/t.ts'

const groups: readonly KeyGroup[] = [
  {
    title: t('On the page, unless you type'),
    lines: [
      { keys: ['?'], does: t('This list') },
      { keys: ['/'], does: t('Find') },
      { keys: ['l'], does: t('Legend') },
    ],
  },
  {
    title: t('With the picture in focus (Tab leads there)'),
    lines: [
      { keys: ['Tab'], does: t('From part to part, from heading to heading') },
      { keys: [t('Enter')], does: t('Tell of a part in the panel, or let go of it') },
      { keys: [t('Space')], does: t('On a heading: close its kind, or open it') },
    ],
  },
]

const stops: readonly TourStep[] = [
  {
    title: t('What the mesh consists of'),
    text: t(
      'Every part is a box with its health. Lines lead from who reads to what is read, and from a control plane to what it configures; what fails has a broken red line.',
    ),
    at: '.al-mesh-stage, .al-mesh-table',
  },
  {
    title: t('Picture or table'),
    text: t('The table has the same parts in rows, the worst first, each with the reason.'),
    at: `[aria-label="${t('Picture or table')}"]`,
  },
  {
    title: t('Which parts'),
    text: t('All of them, or only what is not well. A heading in the picture closes its kind.'),
    at: `[aria-label="${t('Which parts')}"]`,
  },
  {
    title: t('Find'),
    text: t(
      'By name, kind, version, namespace or reason: kind:gateway, version:1.30, !healthy. The key / leads here.',
    ),
    at: '[data-find]',
  },
  {
    title: t('Details, and where they come from'),
    text: t(
      'Press a part: its health with every reason, versions, charts, certificates and settings stand here. The key ? lists all keys.',
    ),
    at: '.al-mesh-panel',
  },
]

/** What the keyboard does on the page of the mesh. */
export function MeshKeys({ onClose }: { onClose: () => void }): ReactNode {
  return <KeysDialog groups={groups} onClose={onClose} />
}

/** Through the page of the mesh. */
export function MeshTour({ onEnd }: { onEnd: () => void }): ReactNode {
  return <Tour stops={stops} onEnd={onEnd} />
}
