import { operands, type Operand, type Unit } from '#contract/graph-language/operands.ts'
import { t } from '../../../../i18n/t.ts'

/** Expressions to click; the first part of the help. */
export const examples: readonly { expression: string; meaning: string }[] = [
  { expression: 'reviews', meaning: t('Whatever has reviews in one of its names') },
  {
    expression: 'name = reviews',
    meaning: t('The app, service, workload or operation of that name'),
  },
  { expression: 'name not contains rev', meaning: t('No name has rev in it') },
  { expression: 'app startswith product', meaning: t('Apps that begin with product') },
  {
    expression: 'app != details and version = v1',
    meaning: t('Version 1 of all apps but details'),
  },
  {
    expression: 'node = svc and svc startswith det or !traffic',
    meaning: t('Some services, and idle edges'),
  },
  { expression: 'ns = shop and (idle or dead)', meaning: t('Parentheses group') },
  { expression: '!healthy', meaning: t('Degraded or failing nodes') },
  { expression: 'label:region', meaning: t('Has the label region') },
  { expression: '!label:region', meaning: t('Does not have it') },
  { expression: 'label:region = east', meaning: t('Its label region says east') },
  { expression: 'httpin > 0.5', meaning: t('More than half a request per second comes in') },
  { expression: 'tcpout >= 1000', meaning: t('At least 1000 bytes per second go out') },
  { expression: '!traffic', meaning: t('Edges that stand still') },
  { expression: 'http > 0.5', meaning: t('Edges with more than half a request per second') },
  { expression: 'rt > 500', meaning: t('Edges slower than 500 ms') },
  { expression: '%httptraffic >= 50.0', meaning: t('At least half of what the caller sends') },
  {
    expression: 'source.app = productpage and %httperr > 1',
    meaning: t('What fails of productpage’s calls'),
  },
  { expression: 'rank <= 2', meaning: t('The nodes with the most edges') },
]

const unitWords = {
  requests: t('requests per second; 1.5k'),
  bytes: t('bytes per second; 10k, 2M'),
  ms: t('milliseconds; 500, 1.5s'),
  percent: t('percent, 0 to 100'),
  rank: t('1 to 100'),
} as const satisfies Record<Unit, string>

/** What is compared: a text, one of a few words, a number of what; nothing for what is so or not. */
export function valueWords({ reading }: Operand): string {
  switch (reading.type) {
    case 'flag':
      return t('so or not')
    case 'number':
      return unitWords[reading.unit]
    case 'label':
      return t('label:key, alone or compared')
    case 'text':
      return reading.choices === undefined ? 'text' : Object.keys(reading.choices).join(', ')
  }
}

export const operandsOf = (about: Operand['about']): readonly Operand[] =>
  operands.filter((operand) => operand.about === about)

export const operatorLines: readonly { signs: string; meaning: string }[] = [
  { signs: '=   !=', meaning: t('Is, is not. Case does not matter.') },
  { signs: 'contains   *=', meaning: t('The text is somewhere in it') },
  { signs: 'startswith   ^=', meaning: t('It begins with the text') },
  { signs: 'endswith   $=', meaning: t('It ends with the text') },
  { signs: 'not contains   !*=   !^=   !$=', meaning: t('Their opposites') },
  { signs: '>   >=   <   <=', meaning: t('For numbers, with = and !=') },
  { signs: '= NaN   != NaN', meaning: t('No activity; any activity') },
  { signs: '!   not', meaning: t('The opposite of what follows') },
  { signs: 'and   &&', meaning: t('Both hold. Binds more tightly than or.') },
  { signs: 'or   ||', meaning: t('At least one holds') },
  { signs: '( )', meaning: t('What is within is one') },
  { signs: 'is   has', meaning: t('May stand before an operand, for the ear: is idle, has vs') },
]

export const notes: readonly string[] = [
  t(
    'Find marks what fits, and the rest steps back. Hide takes it out of the picture and the table; what is hidden is not found. Totals count it all the same.',
  ),
  t(
    'Enter puts a line in force, Escape clears it, Tab completes a word, arrows choose from the list. / leads to Find. What is in force stands in the address: a link shows the same.',
  ),
  t(
    'A word alone is looked for in every name. Quotation marks hold spaces together and keep a word from being read as a criterion: "idle".',
  ),
  t(
    'Nothing is both a node and an edge, so “and” does not join their criteria. Ask for the ends of an edge instead: source.app = cart and http > 5. “or” joins all.',
  ),
  t(
    'healthy is Healthy alone; !healthy is degraded or failing. What cannot be judged, or is not ready, is neither.',
  ),
  t(
    'sidecar: a workload in the mesh by a sidecar, not outside it, ambient, a waypoint or a gateway. outofmesh: some of its pods are outside the mesh.',
  ),
  t('A number that was not measured is not less, more or equal to any other; ask for it by = NaN.'),
  t(
    'Hiding nodes hides their edges and boxes that are empty then; hiding edges hides nodes that are left without any, unless they are idle.',
  ),
  t(
    'rank counts edges: 1 is the node with the most. Display chooses whether inbound and outbound edges count.',
  ),
  t(
    'Some criteria look at what is not drawn yet, such as response times: finding by them switches it on.',
  ),
]
