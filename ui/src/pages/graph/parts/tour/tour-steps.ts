import type { TourStep } from '../../../../components/help/help-words.ts'
import { t } from '../../../../i18n/t.ts'

/** In the order in which a newcomer needs them: what is drawn, how to read it, where to go on. */
export const tourSteps: readonly TourStep[] = [
  {
    title: t('Who calls whom'),
    text: t(
      'Requests run from left to right. The wider a line, the busier; red and a cross is failing, dashed orange with an exclamation mark is degraded. Namespaces are boxes; closed ones show the sums of what is inside.',
    ),
    at: '.graph-canvas-stage',
  },
  {
    title: t('What is drawn'),
    text: t('Choose namespaces here. With none chosen you see all that you may see.'),
    at: `[aria-label^="${t('Namespaces')}: "]`,
  },
  {
    title: t('Of what'),
    text: t('Apps with or without their versions, workloads, or services.'),
    at: `[aria-label^="${t('Graph of')}: "]`,
  },
  {
    title: t('How much is written on it'),
    text: t(
      'Rates, response times, throughput and shares on edges; badges, boxes, and what is idle.',
    ),
    at: '[data-tour="display"]',
  },
  {
    title: t('Over which time'),
    text: t(
      'Every number is of this window. Beside it is how often the page asks anew; a refresh moves nothing.',
    ),
    at: `[aria-label^="${t('Window')}: "]`,
  },
  {
    title: t('Find'),
    text: t('What is found stands out, the rest steps back. The key / leads here.'),
    at: '.al-find, [data-find]',
  },
  {
    title: t('Details, and where they come from'),
    text: t(
      'Press a node, an edge or a box: its paths stand out, and here are its rates, errors by code, locks and health, each number with the query behind it.',
    ),
    at: `[aria-label="${t('Details')}"]`,
  },
  {
    title: t('Move about'),
    text: t(
      'Nearer, farther, other layouts, legend, export, full screen. Whatever you drag stays where you put it; tidy up lays out anew. The key ? lists all keys.',
    ),
    at: '.al-controls',
  },
]
