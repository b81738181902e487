import type { Draft } from '@levee/contract'
import { describe, expect, it } from 'vitest'
import { emptyContent } from './draft-content.ts'
import { firstSnapshot } from './first-snapshot.ts'

const written = (html: string) => ({
  content: { ...emptyContent, html },
  attachments: [],
  revision: 1,
})
const kept = (html: string, version: number | null) => ({ ...written(html), version })
const onServer = (html: string, version: number): Draft => ({
  ...written(html).content,
  attachments: [],
  revision: 1,
  id: 'd',
  version,
  author: { id: 'claire', name: 'Claire' },
  updatedAt: '2026-03-12T10:00:00Z',
})
const start = () => written('new')

describe('where a writer goes on', () => {
  it('is a new answer when nobody wrote one', () => {
    expect(firstSnapshot(null, null, start)).toEqual({
      snapshot: written('new'),
      version: null,
      aside: null,
      isUnsaved: false,
    })
  })

  it('is the draft that all share', () => {
    expect(firstSnapshot(onServer('shared', 3), null, start)).toMatchObject({
      snapshot: { content: { html: 'shared' } },
      version: 3,
      isUnsaved: false,
    })
  })

  it('is what this browser wrote on top of it and could not save', () => {
    expect(firstSnapshot(onServer('a', 3), kept('ab', 3), start)).toMatchObject({
      snapshot: { content: { html: 'ab' } },
      version: 3,
      isUnsaved: true,
    })
    expect(firstSnapshot(null, kept('ab', null), start)).toMatchObject({
      snapshot: { content: { html: 'ab' } },
      isUnsaved: true,
    })
  })

  it('is what somebody saved since, with one’s own text put aside', () => {
    expect(firstSnapshot(onServer('theirs', 4), kept('mine', 3), start)).toMatchObject({
      snapshot: { content: { html: 'theirs' } },
      version: 4,
      aside: { content: { html: 'mine' } },
    })
  })

  it('puts nothing aside that is the same', () => {
    expect(firstSnapshot(onServer('same', 4), kept('same', 3), start).aside).toBeNull()
  })
})
