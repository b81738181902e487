import type { Message } from '@levee/contract'
import { sql } from '@levee/db'
import { clamdInstalled, EICAR, freePorts, pdfOf, startClamd, zipOf } from '@levee/mail/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { testApp } from '../../testing/harness.ts'
import { checkFiles } from './service.ts'

/** A file of a message that is pushed into Levee. */
type SentFile = { name: string; type: string; content: Buffer }

const plan: SentFile = {
  name: 'Plan.pdf',
  type: 'application/pdf',
  content: pdfOf(['Plan', 'Mobilier']),
}
const notes: SentFile = {
  name: 'notes.txt',
  type: 'text/plain',
  content: Buffer.from('été', 'latin1'),
}
const page: SentFile = { name: 'a.html', type: 'text/html', content: Buffer.from('<b>x</b>') }
const macros: SentFile = {
  name: 'lettre.docm',
  type: 'application/octet-stream',
  content: zipOf([{ name: 'word/vbaProject.bin', content: Buffer.from('x') }]),
}
const virus: SentFile = {
  name: 'facture.zip',
  type: 'application/zip',
  content: zipOf([{ name: 'a.zip', content: zipOf([{ name: 'a.txt', content: EICAR }]) }]),
}

let letters = 0
function letterWith(files: SentFile[]): Buffer {
  const parts = files.map(
    ({ name, type, content }) =>
      `--b\r\nContent-Type: ${type}\r\nContent-Disposition: attachment; filename="${name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n${content.toString('base64')}\r\n`,
  )
  const id = `Message-ID: <${++letters}@files.example>`
  return Buffer.from(
    `From: jeanne@morvan.example\r\n${id}\r\nSubject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${parts.join('')}--b--\r\n`,
    'latin1',
  )
}

async function desk(env: Record<string, string> = {}) {
  const { deps, db, as, aUser, aMailbox } = await testApp({ env })
  const claire = await aUser()
  const mailbox = await aMailbox({ members: [claire] })
  const { get, post } = as(claire)
  return {
    deps,
    db,
    get,
    receive: async (files: SentFile[]): Promise<string> => {
      const letter = letterWith(files)
      const headers = { 'content-type': 'message/rfc822' }
      const reply = await post(`/api/v1/mailboxes/${mailbox.id}/messages`, letter, headers)
      expect(reply.statusCode).toBe(201)
      return reply.json().messageId
    },
    filesOf: async (id: string): Promise<Message['attachments']> =>
      (await get(`/api/v1/messages/${id}`)).json().attachments,
  }
}

describe('files, without a virus scanner', async () => {
  const { deps, db, get, receive, filesOf } = await desk()

  it('are not checked for viruses, yet looked at, by a job of their arrival', async () => {
    const id = await receive([plan, macros, virus])
    const jobs = await db.rows(sql`select data from pgboss.job where name = 'checkFiles'`)
    expect(jobs).toEqual([{ data: { messageId: id } }])
    await checkFiles(deps, { messageId: id })
    expect(await filesOf(id)).toMatchObject([
      { name: 'Plan.pdf', state: 'notChecked', findings: [], preview: 'pages' },
      { name: 'lettre.docm', state: 'macros', findings: [{ kind: 'macros' }], preview: 'none' },
      { name: 'facture.zip', state: 'notChecked', findings: [] },
    ])
    expect((await get(`/api/v1/messages/${id}/attachments/1`)).rawPayload).toEqual(macros.content)
  })

  it('are shown as the server draws them: pages, pictures, text', async () => {
    const id = await receive([plan, notes, page])
    const url = (index: number, end: string) => `/api/v1/messages/${id}/attachments/${index}${end}`
    expect((await get(url(0, '/preview'))).json()).toMatchObject({ kind: 'pages', pages: 2 })
    const drawn = await get(url(0, '/pages/2'))
    expect(drawn.headers).toMatchObject({
      'content-type': 'image/png',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
    })
    expect(drawn.rawPayload.subarray(1, 4).toString()).toBe('PNG')
    expect((await get(url(1, '/preview'))).json()).toMatchObject({ kind: 'text', text: 'été' })
    expect(await get(url(0, '/pages/3'))).toBeProblem(404, 'not-found')
    expect(await get(url(1, '/pages/1'))).toBeProblem(404, 'not-found')
    expect(await get(url(2, '/preview'))).toBeProblem(404, 'not-found')
  })

  it('that are damaged can be downloaded all the same', async () => {
    const broken = { ...plan, content: plan.content.subarray(0, 30) }
    const id = await receive([broken])
    const url = `/api/v1/messages/${id}/attachments/0`
    expect(await get(`${url}/preview`)).toBeProblem(404, 'not-found')
    expect((await get(url)).rawPayload).toEqual(broken.content)
  })
})

describe.skipIf(!clamdInstalled())('files, with a virus scanner', async () => {
  if (!clamdInstalled()) return
  const clamd = await startClamd()
  afterAll(() => clamd.stop())
  const { host, port } = clamd.address
  const { deps, db, get, receive, filesOf } = await desk({ LEVEE_CLAMD: `${host}:${port}` })
  const bare: SentFile = { name: 'a.txt', type: 'text/plain', content: EICAR }
  const forwarded: SentFile = {
    name: 'courrier.eml',
    type: 'message/rfc822',
    content: letterWith([bare]),
  }

  it('wait until they are checked, then are clean or blocked with the reason', async () => {
    const id = await receive([plan, bare, virus])
    expect((await filesOf(id)).map(({ state }) => state)).toEqual([
      'scanning',
      'scanning',
      'scanning',
    ])
    await checkFiles(deps, { messageId: id })
    expect(await filesOf(id)).toMatchObject([
      { state: 'clean', findings: [] },
      { state: 'blocked', findings: [{ kind: 'malware', detail: 'Eicar-Test.UNOFFICIAL' }] },
      { state: 'blocked', findings: [{ kind: 'malware' }] },
    ])
    for (const path of ['1', '2', '1/preview', '1/pages/1']) {
      const answer = await get(`/api/v1/messages/${id}/attachments/${path}`)
      expect(answer).toBeProblem(403, 'forbidden')
      expect(answer.json().detail).toContain('Eicar-Test')
    }
    expect((await get(`/api/v1/messages/${id}/attachments/0`)).rawPayload).toEqual(plan.content)
  })

  it('are checked first when somebody wants one before its turn', async () => {
    const id = await receive([plan, bare])
    expect(await get(`/api/v1/messages/${id}/attachments/1`)).toBeProblem(403, 'forbidden')
    expect((await get(`/api/v1/messages/${id}/attachments/0`)).statusCode).toBe(200)
    expect((await filesOf(id)).map(({ state }) => state)).toEqual(['clean', 'blocked'])
  })

  it('that cannot be got out of their message keep none behind them from being checked', async () => {
    const id = await receive([plan, bare])
    await db.run(sql`update attachment set index = -1 where message_id = ${id} and index = 0`)
    await checkFiles(deps, { messageId: id })
    expect((await filesOf(id)).map(({ state }) => state)).toEqual(['notChecked', 'blocked'])
  })

  it('in a forwarded mail are checked like others', async () => {
    const id = await receive([forwarded])
    await checkFiles(deps, { messageId: id })
    const [{ state, contents } = { state: '', contents: [] }] = await filesOf(id)
    expect(state).toBe('blocked')
    const inner = await get(`/api/v1/messages/${id}/attachments/${contents[0]?.index}`)
    expect(inner).toBeProblem(403, 'forbidden')
  })
})

describe('files, while the virus scanner is away', async () => {
  const [port] = await freePorts(1)
  const { deps, get, receive, filesOf } = await desk({ LEVEE_CLAMD: `127.0.0.1:${port}` })

  it('are kept back with the reason, and tried again; their message can be had', async () => {
    const id = await receive([notes])
    await expect(checkFiles(deps, { messageId: id })).rejects.toMatchObject({ code: 'unreachable' })
    expect(await filesOf(id)).toMatchObject([{ state: 'scanning' }])
    const refused = await get(`/api/v1/messages/${id}/attachments/0`)
    expect(refused).toBeProblem(503, 'unavailable')
    expect((await get(`/api/v1/messages/${id}/source`)).statusCode).toBe(200)
  })
})
