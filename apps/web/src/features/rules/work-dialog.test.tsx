import type { RuleApplication } from '@levee/contract'
import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { describe, expect, it } from 'vitest'
import { answering } from '../../testing/answers.ts'
import { aRuleChange } from '../../testing/a-rule.ts'
import { renderInApp } from '../../testing/in-app.tsx'
import { renewWork } from './work-queries.ts'
import { WorkDialog } from './work-dialog.tsx'

const work: RuleApplication = {
  id: 'w',
  state: 'running',
  total: 500,
  examined: 100,
  matched: 2,
  changed: 2,
  taken: 0,
  toCheck: 0,
  deadlinesMoved: 0,
  startedAt: null,
  finishedAt: null,
  problem: null,
  kind: 'apply',
  ruleId: 'r',
  version: 1,
  phase: 'look',
  remaining: 2,
  changes: [],
  nextCursor: null,
  leftOut: [],
  left: [],
}

const moved = (state: RuleApplication['state']) => () => ({ id: 'w', state })

/** A server at which one work is; what it says of it can be changed. */
function aServer(first: Partial<RuleApplication>) {
  const server = { work: { ...work, ...first } }
  const asked = answering({
    'POST /api/v1/rules/*/applications': () => Response.json({ id: 'w' }, { status: 202 }),
    'GET /api/v1/rules/applications/w': () => server.work,
    'POST /api/v1/rules/applications/w/start': moved('waiting'),
    'POST /api/v1/rules/applications/w/undo': moved('undoing'),
    'POST /api/v1/rules/applications/w/cancel': moved('cancelled'),
    'POST /api/v1/rules/applications/w/retry': moved('waiting'),
  })
  return { server, asked }
}

async function begin() {
  const view = renderInApp(
    <WorkDialog kind="apply" ruleId="r" name="Permits" onClose={() => undefined} />,
  )
  await userEvent.click(screen.getByRole('button', { name: 'Count what would change' }))
  return view
}

describe('a rule applied to mail that is there', () => {
  it('is counted first, follows the news of the server, is done, and undone as a whole', async () => {
    const { server, asked } = aServer({})
    const { client } = await begin()
    expect(await screen.findByText('100 of 500 (20%)')).toBeTruthy()
    server.work = { ...work, state: 'previewed', examined: 500, changes: [aRuleChange()] }
    await renewWork(client, 'w')
    expect(
      await screen.findByText('2 mails of 500 would change. Nothing is changed yet.'),
    ).toBeTruthy()
    expect(screen.getByText('Jeanne Morvan')).toBeTruthy()
    server.work = { ...work, state: 'running', phase: 'write', examined: 500, remaining: 1 }
    await userEvent.click(screen.getByRole('button', { name: 'Change 2 mails' }))
    expect(await screen.findByText('1 of 2 (50%)')).toBeTruthy()
    server.work = { ...work, state: 'done', phase: 'write', examined: 500, remaining: 0 }
    await renewWork(client, 'w')
    expect(await screen.findByText('2 mails changed.')).toBeTruthy()
    server.work = { ...work, state: 'undoing', phase: 'undo', remaining: 2 }
    await userEvent.click(screen.getByRole('button', { name: 'Undo all of it' }))
    expect(await screen.findByText('0 of 2 (0%)')).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull() // what is being undone goes on
    server.work = {
      ...work,
      state: 'undone',
      phase: 'undo',
      remaining: 0,
      left: [
        { conversationId: 'c', reference: '2026-000007', subject: 'Kept', reason: 'changedSince' },
      ],
    }
    await renewWork(client, 'w')
    expect(await screen.findByText(/^It was undone, but for 1 mail/)).toBeTruthy()
    expect(screen.getByRole('link', { name: 'Kept' })).toBeTruthy()
    expect(asked.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
      '/api/v1/rules/r/applications',
      '/api/v1/rules/applications/w/start',
      '/api/v1/rules/applications/w/undo',
    ])
  })

  it('that was stopped half way says so, and can be undone as far as it went', async () => {
    aServer({ state: 'cancelled', phase: 'write', remaining: 1 })
    await begin()
    expect(await screen.findByText('Stopped: 1 mail was changed, 1 is as it was.')).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Undo all of it' })).toBeTruthy()
  })

  it('that was given up says why, and goes on where it stopped', async () => {
    const { server, asked } = aServer({ state: 'failed', problem: 'disk full' })
    renderInApp(
      <WorkDialog kind="apply" ruleId="r" name="Permits" workId="w" onClose={() => undefined} />,
    )
    expect(await screen.findByText(/^It was given up: “disk full”.*where it stopped/)).toBeTruthy()
    expect(screen.queryByRole('button', { name: 'Undo all of it' })).toBeNull()
    server.work = { ...work, problem: 'disk full' }
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }))
    expect(await screen.findByText('It failed and is tried again: “disk full”')).toBeTruthy()
    expect(asked.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual([
      '/api/v1/rules/applications/w/retry',
    ])
  })
})

describe('news of long work', () => {
  it('are one look at a time, the last of them after the last news', async () => {
    const { asked, server } = aServer({})
    const { client } = await begin()
    await screen.findByText('100 of 500 (20%)')
    const before = asked.length
    server.work = { ...work, examined: 400 }
    const renewing = Array.from({ length: 20 }, () => renewWork(client, 'w'))
    await Promise.all(renewing)
    expect(await screen.findByText('400 of 500 (80%)')).toBeTruthy()
    expect(asked.length - before).toBeLessThanOrEqual(3) // with the fall-back's own
  })
})
