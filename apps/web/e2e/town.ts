import {
  type APIRequestContext,
  type BrowserContext,
  expect,
  request as requests,
} from '@playwright/test'
import { testDatabase } from '@levee/db/testing'
import { type Letter, letter } from './letters.ts'
import { type Levee, type MailServers, test as withServers, withLevee } from './levee.ts'

const password = 'pont levis 1901'

/** A Levee that is set up, with an API client of its admin. What a test adds is its own: a mailbox, its people. */
export interface Town extends Levee {
  admin: Person
  api: Api
}

export interface Person {
  id: string
  name: string
  email: string
}

type Fields = Record<string, unknown>

export const test = withServers.extend<object, { town: Town }>({
  town: [
    ({ mailServers }, use) => withTown(mailServers, (town) => use(town)),
    { scope: 'worker', timeout: 120_000 },
  ],
})

/** Lends a town whose Levee has settings of its own, on a database of the tests' server. */
export async function withTown(
  mailServers: MailServers,
  use: (town: Town, moveTo: (time: string) => void) => Promise<void>,
  settings: Record<string, string> = {},
): Promise<void> {
  const start = async (url: string, moveTo: (time: string) => void): Promise<void> => {
    const context = await requests.newContext({ baseURL: url })
    const api = new Api(context)
    const admin = { name: 'Nadia Toussaint', email: 'nadia@port-leveque.example' }
    const { user } = await api.post<{ user: { id: string } }>('/setup', {
      organisation: 'Mairie de Port-Lévêque',
      ...admin,
      password,
      locale: 'en',
      timeZone: 'Europe/Paris',
    })
    await use({ url, ...mailServers, api, admin: { id: user.id, ...admin } }, moveTo)
    await context.dispose()
  }
  const database = await testDatabase({ max: 1 })
  try {
    const program = settings['LEVEE_TEST_TIME'] ? 'clocked' : 'server'
    await withLevee(start, program, { DATABASE_URL: database.url, ...settings })
  } finally {
    await database.close()
  }
}

/** The HTTP API as one person uses it; every refusal fails the test. */
export class Api {
  private readonly context: APIRequestContext

  constructor(context: APIRequestContext) {
    this.context = context
  }

  get<T = Fields>(path: string): Promise<T> {
    return this.send('get', path)
  }

  post<T = Fields>(path: string, body: Fields | Buffer): Promise<T> {
    return this.send('post', path, body)
  }

  patch<T = Fields>(path: string, body: Fields): Promise<T> {
    return this.send('patch', path, body)
  }

  /** What is answered as it is: a document, not JSON. */
  async text(path: string): Promise<string> {
    const answer = await this.context.get(`/api/v1${path}`)
    const text = await answer.text()
    expect(answer.ok(), `get ${path}: ${text}`).toBe(true)
    return text
  }

  private async send<T>(
    method: 'get' | 'post' | 'patch',
    path: string,
    body?: Fields | Buffer,
  ): Promise<T> {
    const answer = await this.context[method](`/api/v1${path}`, {
      ...(body !== undefined && { data: body }),
      ...(Buffer.isBuffer(body) && { headers: { 'content-type': 'message/rfc822' } }),
    })
    const text = await answer.text()
    expect(answer.ok(), `${method} ${path}: ${text}`).toBe(true)
    return JSON.parse(text || 'null')
  }
}

export async function addPerson(
  { api }: Town,
  name: string,
  fields: { locale?: 'fr' | 'en'; role?: 'staff' | 'manager' | 'admin' } = {},
): Promise<Person> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@port-leveque.example`
  const { locale = 'en', role = 'staff' } = fields
  const { id } = await api.post<{ id: string }>('/users', { name, email, role, locale, password })
  return { id, name, email }
}

/** Everything that the browser context opens from now on is this person's. */
export async function signIn(
  context: BrowserContext,
  { url }: Town,
  { email }: Person,
): Promise<void> {
  const answer = await context.request.post(`${url}/api/v1/session`, { data: { email, password } })
  expect(answer.ok(), await answer.text()).toBe(true)
}

/** What the client does from now on is this person's. */
export async function signInto(api: Api, { email }: Person): Promise<void> {
  await api.post('/session', { email, password })
}

/** A mailbox that is handed its mail, for these people only. */
export async function addMailbox({ api }: Town, name: string, people: Person[]): Promise<string> {
  const { id } = await api.post<{ id: string }>('/mailboxes', {
    name,
    address: `${name.toLowerCase()}@port-leveque.example`,
    incoming: { protocol: 'push' },
    outgoing: { host: '127.0.0.1', port: 9, security: 'none' },
    memberIds: people.map((person) => person.id),
  })
  return id
}

/** Hands one letter to a mailbox. @returns the id of its conversation. */
export async function receive({ api }: Town, mailboxId: string, written: Letter): Promise<string> {
  const path = `/mailboxes/${mailboxId}/messages`
  const { conversationId } = await api.post<{ conversationId: string }>(path, letter(written))
  return conversationId
}

/** Changes a conversation as the admin. */
export async function change({ api }: Town, id: string, patch: Fields): Promise<void> {
  const { revision } = await api.get<{ revision: number }>(`/conversations/${id}`)
  await api.patch(`/conversations/${id}`, { revision, ...patch })
}
