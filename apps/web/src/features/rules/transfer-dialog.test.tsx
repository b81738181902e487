import { screen } from '@testing-library/react'
import { userEvent } from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { answering } from '../../testing/answers.ts'
import { renderInApp } from '../../testing/in-app.tsx'
import { TransferDialog } from './transfer-dialog.tsx'

const book = { format: 'levee-rules', version: 1, rules: [] }
const judged = {
  added: 0,
  removed: 0,
  rules: [
    { name: 'Permits', canImport: true, unknown: [], problems: [] },
    {
      name: 'Bills',
      canImport: false,
      unknown: [{ kind: 'team', name: 'Accounts' }],
      problems: [],
    },
  ],
}
const left = [{ ruleId: 'r', reason: 'action', evidence: 'assignTeam' }]

afterEach(() => vi.restoreAllMocks())

/** What is saved as files from now on. */
function downloads(): { name: string; blob: Blob }[] {
  const saved: { name: string; blob: Blob }[] = []
  let last = new Blob()
  URL.createObjectURL = (blob) => {
    if (blob instanceof Blob) last = blob
    return 'blob:x'
  }
  URL.revokeObjectURL = () => undefined
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(
    this: HTMLAnchorElement,
  ) {
    saved.push({ name: this.download, blob: last })
  })
  return saved
}

const aFile = (text: string, name = 'rules.json') => new File([text], name)

describe('rules that travel', () => {
  it('are saved whole as JSON, and as Sieve with what Sieve cannot say', async () => {
    answering({
      'GET /api/v1/rules/export': ({ path }) =>
        path.endsWith('sieve') ? { format: 'sieve', script: 'keep;', left } : book,
    })
    const saved = downloads()
    renderInApp(<TransferDialog onClose={() => undefined} />)
    await userEvent.click(screen.getByRole('button', { name: 'All rules as JSON' }))
    await vi.waitFor(() => expect(saved[0]?.name).toBe('rules.json'))
    await userEvent.click(screen.getByRole('button', { name: 'As Sieve, for the mail server' }))
    expect(await screen.findByText(/^1 rule says what Sieve cannot/)).toBeTruthy()
    expect(saved[1]?.name).toBe('rules.sieve')
    expect(await saved[1]?.blob.text()).toBe('keep;')
  })

  it('are looked at first, and added without those that name what is not here', async () => {
    const asked = answering({
      'POST /api/v1/rules/import': ({ body }) =>
        Object(body).mode === 'add' ? { ...judged, added: 1 } : judged,
      'GET /api/v1/rules': () => ({ items: [], nextCursor: null }),
    })
    renderInApp(<TransferDialog onClose={() => undefined} />)
    await userEvent.upload(
      screen.getByLabelText('A file of rules (JSON or Sieve)'),
      aFile(JSON.stringify(book)),
    )
    expect(await screen.findByText('not here: department “Accounts”')).toBeTruthy()
    await userEvent.click(screen.getByRole('button', { name: 'Add 1 rule, switched off' }))
    expect(await screen.findByText('1 rule was added.')).toBeTruthy()
    expect(asked.map(({ body }) => Object(body).mode)).toEqual(['preview', 'add'])
  })

  it('are taken from a script of Sieve, which says what of it was left out', async () => {
    const left = [{ line: 3, reason: 'action', evidence: 'vacation' }]
    const asked = answering({
      'POST /api/v1/rules/import/sieve': () => ({ ...judged, left }),
      'GET /api/v1/rules': () => ({ items: [], nextCursor: null }),
    })
    renderInApp(<TransferDialog onClose={() => undefined} />)
    await userEvent.upload(
      screen.getByLabelText('A file of rules (JSON or Sieve)'),
      aFile('keep;', 'mail.sieve'),
    )
    expect((await screen.findByText('vacation')).closest('li')?.textContent).toContain('Line 3')
    await userEvent.click(screen.getByRole('button', { name: 'Add 1 rule, switched off' }))
    expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({
      script: 'keep;',
      mode: 'preview',
    })
  })

  it('are refused where a file holds none', async () => {
    const asked = answering({})
    renderInApp(<TransferDialog onClose={() => undefined} />)
    await userEvent.upload(screen.getByLabelText('A file of rules (JSON or Sieve)'), aFile('{}'))
    expect(await screen.findByText('This file holds no rules of Levee.')).toBeTruthy()
    expect(asked).toEqual([])
  })
})
