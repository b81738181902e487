import type { ListedApplication, ListedRun, RuleVersion } from '@levee/contract'
import { screen, within } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it, vi } from 'vitest'
import { aRule } from '../../testing/a-rule.ts'
import { answering } from '../../testing/answers.ts'
import { renderInApp } from '../../testing/in-app.tsx'
import { HistoryDialog } from './history-dialog.tsx'
import { renewWork } from './work-queries.ts'

const { name, enabled, trigger, conditions, actions, stop } = aRule()
const content = { name, enabled, trigger, conditions, actions, stop }
const versions: RuleVersion[] = [
  {
    version: 2,
    change: 'changed',
    author: { id: 'u', name: 'Ana' },
    at: '2026-03-12T08:00:00Z',
    content: { ...content, name: 'Permits and plans' },
  },
  { version: 1, change: 'created', author: null, at: '2026-03-11T08:00:00Z', content },
]

const application: ListedApplication = {
  id: 'w',
  kind: 'apply',
  state: 'running',
  phase: 'write',
  version: 2,
  total: 500,
  examined: 500,
  changed: 4,
  remaining: 3,
  problem: null,
  startedBy: { id: 'u', name: 'Ana' },
  askedAt: '2026-03-12T08:00:00Z',
  finishedAt: null,
  undoneBy: null,
  left: 0,
  canUndo: false,
}

const run: ListedRun = {
  id: 'run',
  at: '2026-03-12T08:00:00Z',
  event: 'messageArrives',
  conversationId: 'c',
  reference: '2026-000007',
  subject: 'Terrace',
  effects: [
    {
      ruleId: 'r',
      version: 1,
      action: { type: 'webhook', url: 'https://hook.example' },
      outcome: 'failed',
      problem: 'answered 410',
    },
  ],
  problem: null,
}

function open({ onRestored = vi.fn<() => void>(), onOpenWork = vi.fn<() => void>() } = {}) {
  return renderInApp(
    <HistoryDialog
      ruleId="r"
      name="Permits"
      onRestored={onRestored}
      onRollBack={() => undefined}
      onOpenWork={onOpenWork}
      onClose={() => undefined}
    />,
  )
}

describe('the history of a rule', () => {
  it('says who changed what, and makes it again what it was, as its next version', async () => {
    const asked = answering({
      'GET /api/v1/rules/*/versions': () => ({ items: versions, nextCursor: null }),
      'POST /api/v1/rules/*/versions/1/restore': () => ({
        ...content,
        id: 'r',
        order: 1,
        version: 3,
      }),
    })
    const onRestored = vi.fn<() => void>()
    open({ onRestored })
    const [newest, oldest] = await screen.findAllByRole('listitem')
    expect(newest?.textContent).toContain('Changed by Ana')
    expect(newest?.textContent).toContain('Permits and plans')
    expect(within(oldest ?? document.body).getByText(/Written by Levee/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Restore version 1' }))
    await vi.waitFor(() => expect(onRestored).toHaveBeenCalled())
    expect(asked.find(({ method }) => method === 'POST')).toMatchObject({
      path: '/api/v1/rules/r/versions/1/restore?ifVersion=2',
    })
  })

  it('says that somebody else was faster, and shows what they made of it', async () => {
    let known = versions
    answering({
      'GET /api/v1/rules/*/versions': () => ({ items: known, nextCursor: null }),
      'POST /api/v1/rules/*/versions/1/restore': () => {
        known = [{ ...versions[0]!, version: 3 }, ...versions]
        return Response.json({ title: 'Conflict', status: 409 }, { status: 409 })
      },
    })
    open()
    await userEvent.click(await screen.findByRole('button', { name: 'Restore version 1' }))
    expect(await screen.findByText(/^Somebody has changed this rule in the meantime/)).toBeTruthy()
    expect(await screen.findByText('Version 3')).toBeTruthy()
  })

  it('follows where it was applied to mail that was there, and undoes it long after', async () => {
    let known = application
    const asked = answering({
      'GET /api/v1/rules/*/versions': () => ({ items: versions, nextCursor: null }),
      'GET /api/v1/rules/*/applications': () => ({ items: [known], nextCursor: null }),
      'POST /api/v1/rules/applications/*/retry': () => ({ id: 'w', state: 'waiting' }),
      'POST /api/v1/rules/applications/*/undo': () => ({ id: 'w', state: 'undoing' }),
    })
    const onOpenWork = vi.fn<() => void>()
    const { client } = open({ onOpenWork })
    await userEvent.click(screen.getByRole('radio', { name: 'On existing mail' }))
    expect(await screen.findByText('1 of 4 (25%)')).toBeTruthy()
    expect(screen.getByText(/^Ana, /)).toBeTruthy()
    known = { ...application, state: 'failed', problem: 'disk full' }
    await renewWork(client, 'w')
    expect(await screen.findByText(/^It was given up: “disk full”/)).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    known = { ...application, state: 'done', remaining: 0, canUndo: true }
    await renewWork(client, 'w')
    expect(await screen.findByText('4 mails changed.')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Undo all of it' }))
    known = { ...application, state: 'undone', left: 1, undoneBy: { id: 'v', name: 'Bea' } }
    await renewWork(client, 'w')
    expect(await screen.findByText(/but for 1 mail that stays as it is/)).toBeTruthy()
    expect(screen.getByText('Undone by Bea')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Details' }))
    expect(onOpenWork).toHaveBeenCalledWith(known)
    expect(asked.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
      '/api/v1/rules/applications/w/retry',
      '/api/v1/rules/applications/w/undo',
    ])
  })

  it('tells what the rule did to which mail, page by page, or only what failed', async () => {
    const asked = answering({
      'GET /api/v1/rules/*/versions': () => ({ items: versions, nextCursor: null }),
      'GET /api/v1/rules/runs': ({ path }) =>
        path.includes('only=')
          ? { items: [run], nextCursor: null }
          : path.includes('cursor=next')
            ? { items: [{ ...run, id: 'older', subject: 'Fence' }], nextCursor: null }
            : { items: [run], nextCursor: 'next' },
    })
    open()
    await userEvent.click(screen.getByRole('radio', { name: 'What it did' }))
    const mail = await screen.findByRole('link', { name: 'Terrace' })
    expect(mail.getAttribute('href')).toBe('/c/2026-000007')
    expect(screen.getByText('failed: The server says: “answered 410”')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Show more' }))
    expect(await screen.findByRole('link', { name: 'Fence' })).toBeTruthy()
    await userEvent.click(screen.getByRole('switch', { name: 'Only what failed' }))
    await expect.poll(() => screen.queryByRole('link', { name: 'Fence' })).toBeNull()
    expect(asked.at(-1)?.path).toBe('/api/v1/rules/runs?rule=r&only=failed')
  })
})
