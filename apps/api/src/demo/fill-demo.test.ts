import { sql } from '@levee/db'
import { startSmtpCatcher } from '@levee/mail/testing'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testApp } from '../testing/harness.ts'
import { fillDemo } from './fill-demo.ts'
import { emailOf, PASSWORD } from './town-hall.ts'

const app = await testApp({ isSetUp: false, env: { LEVEE_ALLOW_PRIVATE_NETWORK: 'true' } })
const catcher = await startSmtpCatcher()
afterAll(() => catcher.stop())

const count = async (condition: ReturnType<typeof sql>): Promise<number> =>
  (await app.db.row<{ n: number }>(sql`select count(*) as n from ${condition}`))?.n ?? 0

// three months of mail take a minute, and CI has ten for everything
describe.skipIf(process.env['CI'])('the demonstration', () => {
  beforeAll(async () => {
    app.clock.set(new Date('2026-03-12T09:42:00Z'))
    await fillDemo(app.deps, catcher.port, () => undefined)
  }, 180_000)

  it('has mail of every kind, in three mailboxes', async () => {
    expect(await count(sql`conversation`)).toBeGreaterThan(200)
    expect(await count(sql`message`)).toBeGreaterThan(400)
    for (const status of ['open', 'waiting', 'answered', 'archived', 'spam'])
      expect(await count(sql`conversation where status = ${status}`)).toBeGreaterThan(2)
    expect(await count(sql`message where problem = 'tooDeep'`)).toBe(1)
    expect(await count(sql`conversation where imported`)).toBeGreaterThan(0)
    expect(await count(sql`mailbox`)).toBe(3)
    expect(
      await count(sql`message where automatic in ('list', 'newsletter') and has_html`),
    ).toBeGreaterThan(5)
    expect(
      await count(sql`conversation where status = 'open' and due_at < ${app.clock.now()}`),
    ).toBeGreaterThan(1)
  })

  it('promises answers: dates that policies count, of the law for permits, and mail that is not late', async () => {
    expect(
      await count(sql`deadline where policy_id is not null and kind = 'firstReply'`),
    ).toBeGreaterThan(50)
    expect(await count(sql`deadline where kind = 'statutory' and met_at is null`)).toBeGreaterThan(
      0,
    )
    const open = sql`conversation where status = 'open' and due_at is not null`
    expect(await count(sql`${open} and due_at > ${app.clock.now()}`)).toBeGreaterThan(10)
    const late = await count(sql`${open} and due_at < ${app.clock.now()}`)
    expect(late).toBeLessThan(await count(open))
  })

  it('has standard replies in both languages, in folders, some of which do something besides', async () => {
    const rows = await app.db.rows<{ language: string; folder: string; does: number }>(sql`
      select language, folder, jsonb_array_length(actions) as does from template`)
    expect(new Set(rows.map(({ language }) => language))).toEqual(new Set(['fr', 'en']))
    expect(new Set(rows.map(({ folder }) => folder)).size).toBeGreaterThan(1)
    expect(rows.some(({ does }) => does > 1)).toBe(true)
  })

  it('went through the real intake: the register has no gap, the answers joined what they answer', async () => {
    const register = await app.db.row(sql`
      select min(number) as first, max(number) = count(*) as "isWhole" from register_line
      where year = 2026`)
    expect(register).toEqual({ first: 1, isWhole: true })
    expect(await count(sql`conversation where claims_to_answer is not null`)).toBe(0)
    expect(
      await count(sql`conversation c where subject like 'Terrasse%' and message_count = 3`),
    ).toBe(1)
  })

  it('has sent every reply, once, in the past', async () => {
    const outgoing = await count(sql`message where direction = 'outgoing'`)
    expect(outgoing).toBeGreaterThan(100)
    expect(await count(sql`message where direction = 'outgoing' and state <> 'sent'`)).toBe(0)
    expect(catcher.messages).toHaveLength(outgoing)
    expect(await count(sql`activity where at > ${app.clock.now()}`)).toBe(0)
  })

  it('has files that are what they say', async () => {
    const rows = await app.db.rows<{ sha256: string; index: number; type: string }>(sql`
      select m.raw_sha256 as sha256, a.index, a.content_type as type from attachment a
      join message m on m.id = a.message_id where a.name ~ '(coupe|IMG)' limit 12`)
    for (const { sha256, index, type } of rows) {
      const raw = await app.deps.blobs.get(sha256)
      const { content } = await app.deps.reader.part(raw, index)
      const begin = content.subarray(0, 5).toString('latin1')
      expect(begin).toBe(type === 'image/png' ? '\u{89}PNG\r' : '%PDF-')
    }
    expect(rows.length).toBeGreaterThan(3)
  })

  it('has a forged request for a payment, which is found to be one', async () => {
    const rows = await app.db.rows<{ from: string; codes: string[] }>(sql`
      select from_address as "from", array(select jsonb_array_elements(trust_reasons) ->> 'code') as codes
      from message where trust_level = 'danger'`)
    expect(rows).toEqual([
      {
        from: 'comptabilite@galland-tp.example',
        codes: expect.arrayContaining(['lookalikeDomain', 'linkElsewhere']),
      },
    ])
  })

  it('can be signed in to by its people', async () => {
    for (const key of ['nadia', 'theo'] as const) {
      const body = { email: emailOf(key), password: PASSWORD }
      const answer = await app.asNobody.post('/api/v1/session', body)
      expect(answer.statusCode).toBe(200)
    }
  })
})
