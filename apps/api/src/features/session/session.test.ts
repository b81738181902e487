import { describe, expect, it } from 'vitest'
import { sql } from '@levee/db'
import { testApp } from '../../testing/harness.ts'

const { app, db, clock, as, asNobody, aUser } = await testApp({ isSetUp: false })

const organisation = {
  organisation: 'Mairie de Port-Lévêque',
  name: 'Camille Morel',
  email: 'camille@port-leveque.example',
  password: 'un long mot de passe',
  locale: 'fr',
  timeZone: 'Europe/Paris',
}

const cookieOf = (answer: { headers: Record<string, unknown> }): string =>
  String(answer.headers['set-cookie']).split(';')[0] ?? ''

const signIn = (body: object, headers = {}) => asNobody.post('/api/v1/session', body, headers)

const withCookie = (cookie: string) => ({ cookie })

describe('setting Levee up', () => {
  it('is required until it is done, refuses a wrong time zone, then signs the first admin in', async () => {
    expect((await asNobody.get('/api/v1/setup')).json()).toEqual({ required: true })
    const wrong = await asNobody.post('/api/v1/setup', { ...organisation, timeZone: 'Mars/Base' })
    expect(wrong).toBeProblem(400, 'invalid')
    expect(wrong.json().errors).toMatchObject([{ path: 'timeZone' }])
    const answer = await asNobody.post('/api/v1/setup', organisation)
    expect(answer.statusCode).toBe(201)
    expect(answer.json()).toMatchObject({
      organisation: organisation.organisation,
      timeZone: 'Europe/Paris',
      user: { email: organisation.email, role: 'admin', locale: 'fr' },
    })
    expect((await asNobody.get('/api/v1/setup')).json()).toEqual({ required: false })
    const session = await asNobody.get('/api/v1/session', undefined, withCookie(cookieOf(answer)))
    expect(session.json().user.name).toBe('Camille Morel')
  })

  it('is refused once it was done', async () => {
    expect(await asNobody.post('/api/v1/setup', organisation)).toBeProblem(409, 'conflict')
  })

  it('says in plain words which field is wrong', async () => {
    const answer = await asNobody.post('/api/v1/setup', {
      ...organisation,
      email: 'camille',
      password: 'court',
    })
    expect(answer).toBeProblem(400, 'invalid')
    expect(answer.json().errors).toEqual([
      { path: 'email', message: 'must be an e-mail address such as name@example.org' },
      { path: 'password', message: 'must have at least 10 characters' },
    ])
  })
})

describe('signing in', () => {
  const { email, password } = organisation

  it('gives a cookie that scripts cannot read and that ends the session the browser had', async () => {
    const first = await signIn({ email: email.toUpperCase(), password })
    expect(first.statusCode).toBe(200)
    expect(first.headers['set-cookie']).toMatch(
      /^levee_session=[\w-]{43}; Max-Age=604800; Path=\/; HttpOnly; SameSite=Lax$/,
    )
    const second = await signIn({ email, password }, withCookie(cookieOf(first)))
    expect(cookieOf(second)).not.toBe(cookieOf(first))
    const old = await asNobody.get('/api/v1/session', undefined, withCookie(cookieOf(first)))
    expect(old).toBeProblem(401, 'unauthenticated')
  })

  it('keeps only a hash of the secret', async () => {
    const secret = cookieOf(await signIn({ email, password })).split('=')[1] ?? ''
    const found = await db.row(sql`
      select 1 from session where token_hash = sha256(convert_to(${secret}, 'UTF8'))`)
    expect(found).toBeDefined()
  })

  it('answers a wrong password, an unknown and a disabled account alike', async () => {
    const gone = await aUser({ password })
    await db.run(sql`update app_user set disabled_at = now() where id = ${gone.id}`)
    const details = await Promise.all(
      [
        { email, password: 'faux' },
        { email: 'nobody@example.org', password },
        { email: gone.email, password },
      ].map(async (body) => {
        const answer = await signIn(body)
        expect(answer).toBeProblem(401, 'unauthenticated')
        return answer.json().detail
      }),
    )
    expect(new Set(details).size).toBe(1)
  })

  it('stops after five failures in a minute, also with the right password, for that account only', async () => {
    const victim = await aUser({ password })
    const other = await aUser({ password })
    clock.advance(120_000)
    for (let n = 0; n < 5; n++)
      expect(await signIn({ email: victim.email, password: 'faux' })).toBeProblem(
        401,
        'unauthenticated',
      )
    const stopped = await signIn({ email: victim.email, password })
    expect(stopped).toBeProblem(429, 'too-many')
    expect(stopped.headers['retry-after']).toBe('60')
    expect((await signIn({ email: other.email, password })).statusCode).toBe(200)
    clock.advance(61_000)
    expect((await signIn({ email: victim.email, password })).statusCode).toBe(200)
  })

  it('lets no more than five of many attempts at once through', async () => {
    const victim = await aUser({ password })
    clock.advance(120_000)
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => signIn({ email: victim.email, password: 'faux' })),
    )
    const tried = answers.filter(({ statusCode }) => statusCode === 401)
    expect(tried.length).toBeLessThanOrEqual(5)
  })

  it('refuses a body that is not what it takes', async () => {
    expect(await signIn({ email, password, extra: true })).toBeProblem(400, 'invalid')
    expect(await signIn({ email, password: 12 })).toBeProblem(400, 'invalid')
    expect(
      await asNobody.post('/api/v1/session', '{"email"', { 'content-type': 'application/json' }),
    ).toBeProblem(400, 'invalid')
  })
})

describe('a session', () => {
  it('is needed, and a forged or empty cookie is none', async () => {
    expect(await asNobody.get('/api/v1/session')).toBeProblem(401, 'unauthenticated')
    const forged = await asNobody.get('/api/v1/session', undefined, withCookie('levee_session=abc'))
    expect(forged).toBeProblem(401, 'unauthenticated')
  })

  it('ends when it was not used for twelve hours', async () => {
    const user = as(await aUser())
    expect((await user.get('/api/v1/session')).statusCode).toBe(200)
    clock.advance(11 * 3_600_000)
    expect((await user.get('/api/v1/session')).statusCode).toBe(200)
    clock.advance(11 * 3_600_000)
    expect((await user.get('/api/v1/session')).statusCode).toBe(200)
    clock.advance(12 * 3_600_000)
    expect(await user.get('/api/v1/session')).toBeProblem(401, 'unauthenticated')
  })

  it('ends after seven days however much it is used', async () => {
    const user = as(await aUser())
    for (let hours = 0; hours < 7 * 24; hours += 8) {
      expect((await user.get('/api/v1/session')).statusCode).toBe(200)
      clock.advance(8 * 3_600_000)
    }
    expect(await user.get('/api/v1/session')).toBeProblem(401, 'unauthenticated')
  })

  it('ends by signing out, which takes the cookie away', async () => {
    const user = as(await aUser())
    const answer = await user.delete('/api/v1/session')
    expect(answer.statusCode).toBe(204)
    expect(answer.headers['set-cookie']).toMatch(/levee_session=; .*Expires=Thu, 01 Jan 1970/)
    expect(await user.get('/api/v1/session')).toBeProblem(401, 'unauthenticated')
  })

  it('ends when its user is disabled', async () => {
    const someone = await aUser()
    const user = as(someone)
    expect((await user.get('/api/v1/session')).statusCode).toBe(200)
    await db.run(sql`update app_user set disabled_at = now() where id = ${someone.id}`)
    expect(await user.get('/api/v1/session')).toBeProblem(401, 'unauthenticated')
  })
})

describe('changing one’s own profile', () => {
  it('changes the name and the language', async () => {
    const answer = await as(await aUser()).patch('/api/v1/session', {
      name: 'C. Morel',
      locale: 'en',
    })
    expect(answer.json().user).toMatchObject({ name: 'C. Morel', locale: 'en' })
  })

  it('changes the password only with the current one, and ends the other sessions', async () => {
    const someone = await aUser({ password: organisation.password })
    const [here, elsewhere] = [as(someone), as(someone)]
    expect((await elsewhere.get('/api/v1/session')).statusCode).toBe(200)
    const wrong = await here.patch('/api/v1/session', {
      password: 'un autre mot',
      currentPassword: 'faux',
    })
    expect(wrong).toBeProblem(400, 'invalid')
    expect(wrong.json().errors).toEqual([{ path: 'currentPassword', message: 'is wrong' }])
    const changed = await here.patch('/api/v1/session', {
      password: 'un autre mot de passe',
      currentPassword: organisation.password,
    })
    expect(changed.statusCode).toBe(200)
    expect((await here.get('/api/v1/session')).statusCode).toBe(200)
    expect(await elsewhere.get('/api/v1/session')).toBeProblem(401, 'unauthenticated')
    const body = { email: someone.email, password: 'un autre mot de passe' }
    expect((await asNobody.post('/api/v1/session', body)).statusCode).toBe(200)
  })

  it('needs a session, and refuses an empty name', async () => {
    expect(await asNobody.patch('/api/v1/session', { name: 'X' })).toBeProblem(
      401,
      'unauthenticated',
    )
    expect(await as(await aUser()).patch('/api/v1/session', { name: '' })).toBeProblem(
      400,
      'invalid',
    )
  })
})

it('serves a document that describes every route', async () => {
  const { openapi, paths } = (await app.inject('/api/v1/openapi.json')).json()
  expect(openapi).toBe('3.1.0')
  expect(
    paths['/api/v1/session'].post.requestBody.content['application/json'].schema.required,
  ).toEqual(['email', 'password'])
  const refused = paths['/api/v1/session'].get.responses['4XX']
  expect(refused.content).toHaveProperty(['application/problem+json'])
})
