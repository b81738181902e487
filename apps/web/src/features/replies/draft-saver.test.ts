import type { Draft } from '@levee/contract'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type DraftSnapshot, emptyContent } from './draft-content.ts'
import { DraftSaver, type SavingState } from './draft-saver.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

class Refused extends Error {
  readonly draft: Draft | null
  constructor(draft: Draft | null) {
    super('stale')
    this.draft = draft
  }
}

const written = (html: string): DraftSnapshot => ({
  content: { ...emptyContent, html },
  attachments: [],
  revision: 1,
})

function aDraft(version: number, { content, ...rest }: DraftSnapshot = written('')): Draft {
  return {
    ...content,
    ...rest,
    id: 'd',
    version,
    author: { id: 'claire', name: 'Claire' },
    updatedAt: '2026-03-12T10:00:00Z',
  }
}

/** A server that keeps one draft, and a browser that writes it. */
function aDesk() {
  const server: { draft: Draft | null; isDown: boolean; saved: string[] } = {
    draft: null,
    isDown: false,
    saved: [],
  }
  const browser: { kept: DraftSnapshot | null; states: SavingState[]; held: Draft | null } = {
    kept: null,
    states: [],
    held: null,
  }
  const saver = new DraftSaver(null, {
    save: async (snapshot, version) => {
      await Promise.resolve()
      if (server.isDown) throw new Error('unreachable')
      if ((server.draft?.version ?? null) !== version) throw new Refused(server.draft)
      server.draft = aDraft((version ?? 0) + 1, snapshot)
      server.saved.push(snapshot.content.html)
      return server.draft
    },
    newer: (error) => (error instanceof Refused ? error.draft : undefined),
    keep: (snapshot) => (browser.kept = snapshot),
    onSaved: () => (browser.kept = null),
    onHeld: (draft) => (browser.held = draft),
    onState: (state) => browser.states.push(state),
  })
  return { server, browser, saver }
}

describe('saving what is written', () => {
  it('happens every two seconds, not at each key, and not only at the end', async () => {
    const { server, saver } = aDesk()
    for (let key = 1; key <= 50; key++) {
      saver.change(written('x'.repeat(key)))
      await vi.advanceTimersByTimeAsync(100)
    }
    await vi.advanceTimersByTimeAsync(2_000)
    expect(server.saved.length).toBe(3)
    expect(server.draft?.html).toBe('x'.repeat(50))
  })

  it('keeps it in the browser until the server has all of it', async () => {
    const { server, browser, saver } = aDesk()
    saver.change(written('a'))
    expect(browser.kept?.content.html).toBe('a')
    server.isDown = true
    await vi.advanceTimersByTimeAsync(2_000)
    expect(browser.states.at(-1)).toBe('failed')
    saver.change(written('ab'))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(browser.kept?.content.html).toBe('ab')
    server.isDown = false
    await vi.advanceTimersByTimeAsync(5_000)
    expect(server.draft?.html).toBe('ab')
    expect(browser.kept).toBeNull()
    expect(browser.states.at(-1)).toBe('saved')
  })

  it('stops when somebody else has it, and loses neither text', async () => {
    const { server, browser, saver } = aDesk()
    server.draft = aDraft(4, written('theirs'))
    saver.change(written('mine'))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(browser.held?.html).toBe('theirs')
    saver.change(written('mine, too'))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(server.draft.html).toBe('theirs')
    expect(browser.kept?.content.html).toBe('mine, too')
    expect(browser.states.at(-1)).toBe('held')
    saver.resume(4)
    saver.change(written('both'))
    await saver.flush()
    expect(server.draft).toMatchObject({ html: 'both', version: 5 })
  })

  it('begins anew when the draft was discarded meanwhile', async () => {
    const { server, saver } = aDesk()
    saver.change(written('a'))
    await saver.flush()
    server.draft = null
    saver.change(written('ab'))
    await vi.advanceTimersByTimeAsync(2_100)
    expect(server.draft).toMatchObject({ html: 'ab', version: 1 })
  })

  it('waits for what is under way before it answers', async () => {
    const { server, saver } = aDesk()
    saver.change(written('a'))
    void saver.flush()
    saver.change(written('ab'))
    await saver.flush()
    expect(server.saved).toEqual(['a', 'ab'])
  })
})
