import { describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'

const { as, asNobody, aUser } = await testApp()
const admin = await aUser({ role: 'admin', name: 'Camille Morel' })
const asAdmin = as(admin)
const password = 'un long mot de passe'
const signIn = (email: string, secret: string) =>
  asNobody.post('/api/v1/session', { email, password: secret })

describe('adding a user', () => {
  it('gives an initial password this once, with which they sign in', async () => {
    const input = { name: 'Ana Le Goff', email: 'Ana@port-leveque.example', role: 'staff' }
    const answer = await asAdmin.post('/api/v1/users', input)
    expect(answer.statusCode).toBe(201)
    const { initialPassword, ...user } = answer.json()
    expect(user).toMatchObject({ ...input, locale: 'en', disabledAt: null })
    expect(initialPassword).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/)
    expect((await signIn('ana@port-leveque.example', initialPassword)).statusCode).toBe(200)
    const listed = await asAdmin.get('/api/v1/users')
    expect(listed.body).not.toMatch(/password/i)
  })

  it('takes a password that was chosen, and gives none back', async () => {
    const input = {
      name: 'Yann',
      email: 'yann@port-leveque.example',
      role: 'manager',
      locale: 'fr',
      password,
    }
    const answer = await asAdmin.post('/api/v1/users', input)
    expect(answer.json()).not.toHaveProperty('initialPassword')
    expect((await signIn(input.email, password)).statusCode).toBe(200)
  })

  it('refuses an address that another has, whatever its case, and input that is wrong', async () => {
    const twin = { name: 'X', email: admin.email.toUpperCase(), role: 'staff' }
    const answer = await asAdmin.post('/api/v1/users', twin)
    expect(answer).toBeProblem(409, 'conflict')
    expect(answer.json().errors).toMatchObject([{ path: 'email' }])
    const wrong = { name: '', email: 'x', role: 'boss', password: 'short', admin: true }
    const { errors } = (await asAdmin.post('/api/v1/users', wrong)).json()
    expect(errors.map(({ path }: { path: string }) => path).toSorted()).toEqual([
      'admin',
      'email',
      'name',
      'password',
      'role',
    ])
  })
})

describe('a user', () => {
  it('is found by everybody, and unknown ones by nobody', async () => {
    const staff = as(await aUser())
    expect((await staff.get(`/api/v1/users/${admin.id}`)).json()).toMatchObject({
      name: 'Camille Morel',
    })
    expect(await staff.get(`/api/v1/users/${crypto.randomUUID()}`)).toBeProblem(404, 'not-found')
    const patch = asAdmin.patch(`/api/v1/users/${crypto.randomUUID()}`, { name: 'X' })
    expect(await patch).toBeProblem(404, 'not-found')
  })

  it('is signed out by being disabled or given a new password, and may come back', async () => {
    const someone = await aUser({ password })
    const browser = as(someone)
    const url = `/api/v1/users/${someone.id}`
    expect((await browser.get('/api/v1/session')).statusCode).toBe(200)
    const disabled = await asAdmin.patch(url, { disabled: true })
    expect(disabled.json().disabledAt).toBe('2026-03-02T09:00:00.000Z')
    expect(await browser.get('/api/v1/session')).toBeProblem(401, 'unauthenticated')
    expect(await signIn(someone.email, password)).toBeProblem(401, 'unauthenticated')
    expect((await asAdmin.patch(url, { disabled: false })).json().disabledAt).toBeNull()
    expect((await signIn(someone.email, password)).statusCode).toBe(200)

    const again = as(someone)
    expect((await again.get('/api/v1/session')).statusCode).toBe(200)
    await asAdmin.patch(url, { password: 'un nouveau mot de passe' })
    expect(await again.get('/api/v1/session')).toBeProblem(401, 'unauthenticated')
    expect((await signIn(someone.email, 'un nouveau mot de passe')).statusCode).toBe(200)
  })

  it('changes role, address and language, and keeps what is not said', async () => {
    const someone = await aUser({ name: 'Ana', locale: 'fr' })
    const url = `/api/v1/users/${someone.id}`
    const changed = await asAdmin.patch(url, { role: 'manager', locale: 'en' })
    expect(changed.json()).toMatchObject({
      name: 'Ana',
      email: someone.email,
      role: 'manager',
      locale: 'en',
    })
    const taken = await asAdmin.patch(url, { email: admin.email })
    expect(taken).toBeProblem(409, 'conflict')
  })
})

describe('the last administrator', () => {
  it('can neither be disabled nor given another role, until there is another', async () => {
    const url = `/api/v1/users/${admin.id}`
    expect(await asAdmin.patch(url, { disabled: true })).toBeProblem(409, 'conflict')
    expect(await asAdmin.patch(url, { role: 'staff' })).toBeProblem(409, 'conflict')
    const other = await aUser({ role: 'admin' })
    const both = await Promise.all([
      asAdmin.patch(`/api/v1/users/${other.id}`, { role: 'manager' }),
      as(other).patch(url, { role: 'manager' }),
    ])
    const statuses = both.map(({ statusCode }) => statusCode)
    expect(statuses.filter((status) => status === 200)).toHaveLength(1)
    expect([403, 409]).toContain(statuses.find((status) => status !== 200)) // the other one came too late
  })
})
