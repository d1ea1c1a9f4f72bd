import type { Row } from './rows.ts'

/** Editing, creating and deleting objects: rows of IC-* and OA-*. */
export const editorRows: Readonly<Record<string, Row>> = {
  'IC-06': {
    tests: [
      'offers the kinds that the cluster has, each with an example that it takes',
      'says before the first letter what may not be created',
    ],
  },
  'IC-08': {
    tests: [
      'says which right is missing, before and after',
      'shows an object to be read, and names the rights that are missing',
      'takes no letter into the editor, by any key',
      'keeps what was typed when the right is taken away meanwhile, and says so',
      'offers the fields of the place that are not there yet',
    ],
  },
  'IC-10': {
    tests: [
      'creates, reads back, changes and tells what it was told',
      'loses neither change when two wrote at once',
      'names what both changed',
    ],
  },
  'IC-11': { tests: ['finds what a deletion breaks elsewhere, and wants the name typed'] },
  'OA-02': { tests: ['finds what a deletion breaks elsewhere, and wants the name typed'] },
  'OA-03': {
    tests: [
      'finds what is wrong in the configuration as it would be, and repairs it in the text',
      'keeps comments when a repair is made in it',
    ],
  },
}
