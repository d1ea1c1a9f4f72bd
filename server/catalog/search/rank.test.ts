import { describe, expect, it } from 'vitest'
import { lettersOf, marksOf, rankInRow, rankNearly, ranks, readTerm } from './rank.ts'

describe('a text', () => {
  it.each([
    { desc: 'called so', term: 'reviews', text: 'reviews', rank: ranks.exact },
    { desc: 'that begins so', term: 'rev', text: 'reviews', rank: ranks.prefix },
    { desc: 'with a word that begins so', term: 'v1', text: 'reviews-v1', rank: ranks.wordStart },
    { desc: 'with a later word that begins so', term: 'ab', text: 'xab-ab', rank: ranks.wordStart },
    { desc: 'with it inside a word', term: 'view', text: 'reviews', rank: ranks.inside },
    { desc: 'without it', term: 'cart', text: 'reviews', rank: null },
  ])('ranks one $desc', ({ term, text, rank }) => {
    expect(rankInRow(readTerm(term), text)).toBe(rank)
  })

  it.each([
    { desc: 'letters in their order', term: 'prdpg', text: 'productpage', rank: ranks.scattered },
    { desc: 'first letters of words', term: 'rv2', text: 'reviews-v2', rank: ranks.scattered },
    { desc: 'letters from within a word', term: 'tpa', text: 'productpage-x', rank: null },
    { desc: 'letters far apart', term: 'rva', text: 'r-very-long-name-a', rank: null },
    { desc: 'one letter too many', term: 'revieews', text: 'reviews', rank: ranks.slip },
    { desc: 'one letter too few', term: 'eviws', text: 'my-reviews', rank: ranks.slip },
    { desc: 'another letter', term: 'ratimgs', text: 'ratings-v1', rank: ranks.slip },
    { desc: 'two letters that changed places', term: 'reveiws', text: 'reviews', rank: ranks.slip },
    {
      desc: 'the first two that changed places',
      term: 'erviews',
      text: 'reviews',
      rank: ranks.slip,
    },
    { desc: 'two slips', term: 'ratinmxs', text: 'ratings', rank: null },
    { desc: 'too few letters to guess', term: 'ct', text: 'cart', rank: null },
    { desc: 'other letters', term: 'mongo', text: 'reviews', rank: null },
  ])('is near or not by $desc', ({ term, text, rank }) => {
    expect(rankNearly(readTerm(term), text, lettersOf(text))).toBe(rank)
  })

  it.each([
    { desc: 'in a row', term: 'views', text: 'reviews', shown: 're[views]' },
    { desc: 'at the start of a word first', term: 'ab', text: 'xab-ab', shown: 'xab-[ab]' },
    { desc: 'scattered', term: 'prdpg', text: 'productpage', shown: '[pr]o[d]uct[p]a[g]e' },
    { desc: 'with a slip', term: 'reveiws', text: 'my-reviews', shown: 'my-[reviews]' },
  ])('is marked $desc', ({ term, text, shown }) => {
    let marked = ''
    let from = 0
    for (const [start, end] of marksOf(readTerm(term), text)) {
      marked += `${text.slice(from, start)}[${text.slice(start, end)}]`
      from = end
    }
    expect(marked + text.slice(from)).toBe(shown)
  })
})
