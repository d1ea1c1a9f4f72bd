import { describe, expect, it } from 'vitest'
import { aComponent, aMeshInput } from '../../test/support/mesh-parts.ts'
import type { KnownTags } from './mesh-input.ts'
import { readRevisions, type Revisions } from './revisions.ts'

const blue = aComponent('system/blue', { revision: 'blue' })
const green = aComponent('system/green', { revision: 'green' })

function revisionsOf(
  tags: KnownTags,
  { components = [blue, green], mayListTags = true } = {},
): Revisions {
  const [found] = aMeshInput({ survey: { components } }).clusters[0]?.meshes ?? []
  if (found === undefined) throw new Error('There is no mesh')
  return readRevisions(found, tags, { mayListTags })
}

const prod: KnownTags = new Map([['prod', 'blue']])
const there = { hasRevision: true, revisionUnknown: null }
const notThere = { hasRevision: false, revisionUnknown: null }
const unknown = (revisionUnknown: string) => ({
  ...{ servedBy: null, hasRevision: null, revisionUnknown },
})

describe('what comes of a revision that is asked for', () => {
  it.each([
    { desc: 'a revision', asked: 'green', told: { servedBy: 'green', ...there } },
    { desc: 'a tag', asked: 'prod', told: { servedBy: 'blue', ...there } },
    { desc: 'a name that nobody has', asked: 'old', told: { servedBy: 'old', ...notThere } },
    { desc: 'the default one of two', asked: null, told: { servedBy: 'default', ...notThere } },
  ])('is told where tags are known: $desc', ({ asked, told }) => {
    expect(revisionsOf(prod).tell(asked)).toEqual(told)
  })

  it('is the one there is, or what the tag default stands for, when nobody names one', () => {
    const alone = revisionsOf(prod, { components: [green] })
    expect(alone.tell(null)).toEqual({ servedBy: 'green', ...there })
    const tagged = revisionsOf(new Map([['default', 'blue']]))
    expect(tagged.tell(null)).toEqual({ servedBy: 'blue', ...there })
  })

  it('fails for a tag of a revision that has gone', () => {
    const gone = revisionsOf(prod, { components: [green] })
    expect(gone.tell('prod')).toEqual({ servedBy: 'blue', ...notThere })
  })

  it.each<{ desc: string; tags: KnownTags; mayListTags: boolean; says: string }>([
    {
      desc: 'the console may not list tags',
      ...{ tags: 'forbidden', mayListTags: true },
      says: 'the console lacks the right to list Tags (example.io).',
    },
    {
      desc: 'the viewer may not',
      ...{ tags: prod, mayListTags: false },
      says: 'you lack the right to list Tags (example.io).',
    },
    {
      desc: 'nobody answered',
      ...{ tags: 'unavailable', mayListTags: true },
      says: 'the API server did not tell which tags there are.',
    },
  ])('is not known when $desc, which is said with the right', ({ tags, mayListTags, says }) => {
    const revisions = revisionsOf(tags, { mayListTags })
    const sentence = `Whether prod is a tag of a revision is not known: ${says}`
    expect(revisions.tell('prod')).toEqual(unknown(sentence))
    expect(revisions.tell('green')).toEqual({ servedBy: 'green', ...there })
    expect([revisions.tagsOf('blue'), revisions.names]).toEqual([null, ['blue', 'green']])
  })

  it('is not known where the control plane is in another cluster', () => {
    expect(revisionsOf(prod, { components: [] }).tell('prod')).toEqual(
      unknown('The control plane is in no namespace of this cluster.'),
    )
  })
})
