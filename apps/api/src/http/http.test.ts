import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { sql } from '@levee/db'
import { createToken, revokeToken } from '../features/tokens/service.ts'
import { requestsWith, testApp } from '../testing/harness.ts'

const { app, db, deps, as, asNobody, aUser, aMailbox } = await testApp()
const admin = await aUser({ role: 'admin' })
const asAdmin = as(admin)

describe('a refusal', () => {
  it('is a problem of RFC 9457, also for a path that leads nowhere', async () => {
    const answer = await asAdmin.get('/api/v1/nowhere')
    expect(answer).toBeProblem(404, 'not-found')
    expect(answer.json()).toEqual({
      type: 'urn:levee:problem:not-found',
      title: 'Not found',
      status: 404,
      detail: 'There is nothing at GET /api/v1/nowhere.',
      code: 'not-found',
    })
  })

  it('names the field of a path or query that is wrong', async () => {
    const id = await asAdmin.get('/api/v1/mailboxes/12')
    expect(id).toBeProblem(400, 'invalid')
    expect(id.json().errors).toEqual([{ path: 'id', message: 'must be an id' }])
    const limit = await asAdmin.get('/api/v1/conversations?limit=500')
    expect(limit.json().errors).toEqual([{ path: 'limit', message: 'must be at most 200' }])
    const unknown = await asAdmin.get('/api/v1/conversations?colour=red')
    expect(unknown.json().errors).toEqual([{ path: 'colour', message: 'is not known here' }])
  })

  it('takes numbers of a query as numbers, but guesses nothing in a body', async () => {
    expect((await asAdmin.get('/api/v1/conversations?limit=5')).statusCode).toBe(200)
    const body = await asAdmin.post('/api/v1/tags', { name: 12 })
    expect(body.json().errors).toEqual([{ path: 'name', message: 'must be a string' }])
  })

  it('says that a body is too large or of another type', async () => {
    const large = await asAdmin.post('/api/v1/tags', { name: 'x'.repeat(1_100_000) })
    expect(large).toBeProblem(413, 'too-large')
    const typed = await asAdmin.post('/api/v1/tags', 'name=x', { 'content-type': 'text/csv' })
    expect(typed).toBeProblem(415, 'unsupported-media-type')
  })

  it('never shows what broke on our side', async () => {
    const broken = await testAppWithBrokenTable()
    expect(broken).toBeProblem(500, 'internal')
    expect(broken.body).not.toMatch(/relation|tag_away|select/)
  })
})

async function testAppWithBrokenTable() {
  await db.run(sql`alter table tag rename to tag_away`)
  const answer = await asAdmin.get('/api/v1/tags')
  await db.run(sql`alter table tag_away rename to tag`)
  return answer
}

const addTag = (headers: Record<string, string>) =>
  asAdmin.post('/api/v1/tags', { name: `Voirie ${Math.random()}` }, headers)

describe('requests that another website made a browser send', () => {
  it.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:80' },
  ])('are refused: %o', async (headers) => {
    expect(await addTag({ host: 'localhost:80', ...headers })).toBeProblem(403, 'forbidden')
  })

  it.each<Record<string, string>>([
    {},
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
    { origin: 'http://desk.port-leveque.example:8080', host: 'desk.port-leveque.example:8080' },
  ])('are told from our own: %o', async (headers) => {
    expect((await addTag(headers)).statusCode).toBe(201)
  })

  it('may read what anybody may, and cannot sign anybody in', async () => {
    const headers = { 'sec-fetch-site': 'cross-site' }
    expect((await asAdmin.get('/api/v1/tags', undefined, headers)).statusCode).toBe(200)
    const login = { email: 'a@b.example', password: 'x' }
    expect(await asNobody.post('/api/v1/session', login, headers)).toBeProblem(403, 'forbidden')
  })
})

const bearer = (secret: string) =>
  requestsWith(app, async () => ({ authorization: `Bearer ${secret}` }))

describe('a bearer token', () => {
  it('acts as its user until it is revoked, and is not held to the origin', async () => {
    const { id, secret } = await createToken(deps, { userId: admin.id, name: 'Script' })
    const program = bearer(secret)
    expect((await program.get('/api/v1/session')).json().user.id).toBe(admin.id)
    const headers = { 'sec-fetch-site': 'cross-site' }
    expect((await program.post('/api/v1/tags', { name: 'Jetons' }, headers)).statusCode).toBe(201)
    expect(await program.delete('/api/v1/session')).toBeProblem(400, 'invalid')
    await revokeToken(deps, id)
    expect(await program.get('/api/v1/session')).toBeProblem(401, 'unauthenticated')
  })

  it('is refused when unknown, also beside a session that is valid', async () => {
    const headers = { authorization: 'Bearer levee_nothing' }
    expect(await asAdmin.get('/api/v1/tags', undefined, headers)).toBeProblem(
      401,
      'unauthenticated',
    )
  })
})

const key = () => ({ 'idempotency-key': crypto.randomUUID() })
const named = (name: string) => sql`select 1 from tag where name = ${name}`

describe('Idempotency-Key', () => {
  it('does the work once and gives the first answer again', async () => {
    const headers = key()
    const first = await asAdmin.post('/api/v1/tags', { name: 'Une fois' }, headers)
    const second = await asAdmin.post('/api/v1/tags', { name: 'Une fois' }, headers)
    expect([second.statusCode, second.json()]).toEqual([201, first.json()])
    expect(second.headers['idempotent-replayed']).toBe('true')
    expect(await db.rows(named('Une fois'))).toHaveLength(1)
  })

  it('does it once when two come at the same time', async () => {
    const headers = key()
    const answers = await Promise.all(
      [1, 2, 3].map(() => asAdmin.post('/api/v1/tags', { name: 'Ensemble' }, headers)),
    )
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([201, 201, 201])
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1)
  })

  it('is refused for another request, and is another one for another user', async () => {
    const headers = key()
    await asAdmin.post('/api/v1/tags', { name: 'Premier' }, headers)
    const other = await asAdmin.post('/api/v1/tags', { name: 'Second' }, headers)
    expect(other).toBeProblem(409, 'conflict')
    const someone = as(await aUser())
    expect((await someone.post('/api/v1/tags', { name: 'Troisième' }, headers)).statusCode).toBe(
      201,
    )
  })

  it('lets what was refused be tried again', async () => {
    const headers = key()
    await asAdmin.post('/api/v1/tags', { name: 'Prise' })
    expect(await asAdmin.post('/api/v1/tags', { name: 'Prise' }, headers)).toBeProblem(
      409,
      'conflict',
    )
    await db.run(sql`delete from tag where name = 'Prise'`)
    expect((await asAdmin.post('/api/v1/tags', { name: 'Prise' }, headers)).statusCode).toBe(201)
  })

  it('keeps no initial password that can be read', async () => {
    const user = { name: 'Ana', email: 'ana@port-leveque.example', role: 'staff' }
    const headers = key()
    const first = await asAdmin.post('/api/v1/users', user, headers)
    const { initialPassword } = first.json()
    const kept = await db.row<{ answer: Buffer }>(sql`
      select answer from idempotent_answer where key = ${headers['idempotency-key']}`)
    expect(kept?.answer.toString('latin1')).not.toContain(initialPassword)
    const again = await asAdmin.post('/api/v1/users', user, headers)
    expect(again.json()).toEqual(first.json())
  })
})

describe('every answer', () => {
  it('says what browsers may do with it, without inline scripts or styles', async () => {
    const { headers } = await asNobody.get('/api/health')
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("frame-src 'self'")
    expect(policy).not.toMatch(/unsafe|\*|https?:/)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    })
    expect(headers).not.toHaveProperty('x-powered-by')
  })

  it('is compressed when it is long and the client can read it', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, n) => aUser({ name: `Agent ${n}` })))
    const answer = await asAdmin.get('/api/v1/users', undefined, { 'accept-encoding': 'gzip' })
    expect(answer.headers['content-encoding']).toBe('gzip')
    expect(JSON.parse(gunzipSync(answer.rawPayload).toString()).items.length).toBeGreaterThan(30)
  })
})

it('shows Prometheus each mailbox by its id, and neither name nor address', async () => {
  const { id, address, name } = await aMailbox({ name: 'État civil' })
  await db.run(sql`
    update mailbox set protocol = 'imap', incoming_host = 'h', incoming_port = 993, failures = 3,
      incoming_security = 'tls', incoming_username = 'u', incoming_secret = decode('00', 'hex'), paused = false,
      last_sync_at = '2026-03-02T08:00:00Z' where id = ${id}`)
  const { body, headers } = await asNobody.get('/metrics')
  expect(headers['content-type']).toMatch(/^text\/plain/)
  expect(body).toContain(`levee_mailbox_failures{mailbox="${id}"} 3`)
  expect(body).toContain(`levee_mailbox_last_sync_timestamp_seconds{mailbox="${id}"} 1772438400`)
  expect(body).toMatch(/^process_cpu_seconds_total /m)
  expect(body).not.toContain(address)
  expect(body).not.toContain(name)
})

describe('behind https', () => {
  it('binds the cookie to the host and to https', async () => {
    const secure = await testApp({ env: { LEVEE_PUBLIC_URL: 'https://levee.example.org' } })
    const user = await secure.aUser({ password: 'un long mot de passe' })
    const body = { email: user.email, password: 'un long mot de passe' }
    const origin = { origin: 'https://levee.example.org' }
    const answer = await secure.asNobody.post('/api/v1/session', body, origin)
    expect(answer.headers['set-cookie']).toMatch(
      /^__Host-levee_session=.*Path=\/.*HttpOnly; Secure; SameSite=Lax$/,
    )
    expect(answer.headers['strict-transport-security']).toBe('max-age=31536000')
    expect((await secure.as(user).get('/api/v1/session')).statusCode).toBe(200)
    expect(deps.config.publicUrl).toBeUndefined()
  })
})
