import { describe, expect, it } from 'vitest'
import { smallMesh } from '../../../test-support/small-mesh.ts'
import { complete } from './complete.ts'

/** `|` is the cursor. What the first suggestion makes of the text, and all that is offered. */
function offer(marked: string): { first: string | null; all: readonly string[] } {
  const cursor = marked.indexOf('|')
  const text = marked.replace('|', '')
  const { from, to, suggestions } = complete(text, cursor, smallMesh())
  const [first] = suggestions
  return {
    first: first === undefined ? null : text.slice(0, from) + first.text + text.slice(to),
    all: suggestions.map(({ label }) => label),
  }
}

describe('complete', () => {
  it.each([
    {
      desc: 'FH-13: an operand by its beginning',
      marked: 'htt|',
      first: 'http ',
      all: ['http', 'httpin', 'httpout', '%httperr', '%httptraffic'],
    },
    { desc: 'FH-13: an operand by another of its names', marked: 'fi|', first: 'fi ', all: ['fi'] },
    {
      desc: 'an operand behind and, not, a parenthesis',
      marked: 'idle and !(mir|',
      first: 'idle and !(mirroring ',
      all: ['mirroring'],
    },
    {
      desc: 'operators of a number',
      marked: 'rt |',
      first: 'rt > ',
      all: ['>', '>=', '<', '<=', '=', '!='],
    },
    {
      desc: 'operators of a text by their words',
      marked: 'app cont|',
      first: 'app contains ',
      all: ['contains', 'not contains'],
    },
    {
      desc: 'values of the graph on screen',
      marked: 'ns = |',
      first: 'ns = data ',
      all: ['data', 'edge', 'shop'],
    },
    {
      desc: 'values by a part of them',
      marked: 'app not contains st|',
      first: 'app not contains stock ',
      all: ['stock'],
    },
    {
      desc: 'values of a closed set',
      marked: 'health = de|',
      first: 'health = degraded ',
      all: ['degraded'],
    },
    {
      desc: 'values of edges',
      marked: 'protocol = |',
      first: 'protocol = grpc ',
      all: ['grpc', 'http', 'mongo', 'tcp'],
    },
    {
      desc: 'keys of labels',
      marked: 'label:|',
      first: 'label:tier ',
      all: ['label:tier', 'label:region'],
    },
    {
      desc: 'values of a label',
      marked: 'label:region = e|',
      first: 'label:region = east ',
      all: ['east'],
    },
    {
      desc: 'what joins to the next criterion',
      marked: 'idle |',
      first: 'idle and ',
      all: ['and', 'or'],
    },
    {
      desc: 'in the middle of a text',
      marked: 'idl| or dead',
      first: 'idle or dead',
      all: ['idle'],
    },
    {
      desc: 'ends of edges, and what nodes are behind them',
      marked: 'source.tra|',
      first: 'source.trafficsource ',
      all: ['source.trafficsource', 'source.trafficshifting'],
    },
    { desc: 'nothing where nothing fits', marked: 'zzz|', first: null, all: [] },
  ])('offers $desc', ({ marked, first, all }) => {
    expect(offer(marked)).toEqual({ first, all })
  })
})
