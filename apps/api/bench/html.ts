import { join } from 'node:path'
import { bareSanitizeHtml } from '@levee/mail/testing'
import { pino } from 'pino'
import { readConfig } from '../src/config.ts'
import { openDeps } from '../src/deps.ts'
import { createHtmlCache } from '../src/features/messages/message-html.ts'
import { getHtml } from '../src/features/messages/service.ts'
import type { Viewer } from '../src/http/viewer.ts'
import { median, print } from './intake/print.ts'
import { type AdminCalls, runLevee, setUpLevee } from './intake/running-levee.ts'
import { scratchPostgres } from './intake/scratch-postgres.ts'

const WARM_UP = 5 // rounds that are not counted

/**
 * What it takes to show the HTML of a mail (finding it as its reader may, reading its file, cleaning it
 * in the reader's thread, remembering it), beside what sanitize-html alone takes for the same HTML.
 * @param args how many mails, and rows of their newsletter: 30 and 300 (200 kB) when not said.
 */
export async function html([mails = '30', rows = '300']: string[]): Promise<void> {
  const postgres = await scratchPostgres()
  const databaseUrl = await postgres.database('html')
  const dataDir = join(postgres.directory, 'data')
  const levee = await runLevee(dataDir, { DATABASE_URL: databaseUrl })
  const config = readConfig({ LEVEE_DATA_DIR: dataDir }, '/')
  const deps = await openDeps(config, databaseUrl, pino({ level: 'silent' }))
  try {
    const admin = await setUpLevee(levee)
    const mailbox = await aMailbox(admin)
    const taken: Taken = { bare: [], first: [], second: [], overHttp: [] }
    const show = viewer({ ...deps, cache: createHtmlCache() })
    for (let round = -WARM_UP; round < Number(mails); round++) {
      const content = newsletter(round, Number(rows))
      const id = await received(admin, mailbox, { round, content })
      const times = {
        bare: await timed(async () => bareSanitizeHtml(content)),
        first: await timed(() => show(id)),
        second: await timed(() => show(id)),
        overHttp: await timed(() => admin.get(`/messages/${id}/html`).then((a) => a.text())),
      }
      for (const view of VIEWS) if (round >= 0) taken[view].push(times[view])
    }
    report(taken, newsletter(0, Number(rows)).length)
  } finally {
    await deps.close()
    await levee.stop()
    await postgres.stop()
  }
}

const VIEWS = ['bare', 'first', 'second', 'overHttp'] as const
type Taken = Record<(typeof VIEWS)[number], number[]>

function report(taken: Taken, characters: number): void {
  // mail by mail: the processor's own pace changes meanwhile
  const of = (view: keyof Taken): number =>
    median(taken[view].map((ms, mail) => ms / (taken.bare[mail] ?? Number.NaN)))
  for (const view of VIEWS)
    print('html', `${view}Ms`, median(taken[view]), {
      unit: 'ms',
      mails: taken[view].length,
      characters,
    })
  print('html', 'firstViewRatio', of('first'), { unit: 'ours/sanitize-html' })
  print('html', 'secondViewRatio', 100 * of('second'), { unit: '%' })
}

/** Shows messages as the service does, to an administrator. */
function viewer(deps: Parameters<typeof getHtml>[0]): (id: string) => Promise<unknown> {
  const admin: Viewer = {
    id: '00000000-0000-7000-8000-000000000000',
    name: 'Ada',
    role: 'admin',
    locale: 'en',
    mailboxIds: [],
    teamIds: [],
  }
  return (id) => getHtml(deps, admin, { id, theme: 'light', images: 'blocked', locale: 'en' })
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now()
  await work()
  return performance.now() - started
}

async function aMailbox(admin: AdminCalls): Promise<string> {
  const created = await admin.post('/mailboxes', {
    name: 'Bench',
    address: 'contact@levee.test',
    incoming: { protocol: 'push' },
  })
  return idIn(created, 'id')
}

async function received(
  admin: AdminCalls,
  mailbox: string,
  { round, content }: { round: number; content: string },
): Promise<string> {
  const head = `From: a@bench.example\r\nSubject: ${round}\r\nMessage-ID: <${round}@bench.example>`
  const raw = `${head}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${content}`
  const filed = await admin.post(`/mailboxes/${mailbox}/messages`, Buffer.from(raw))
  return idIn(filed, 'messageId')
}

function idIn(answer: unknown, key: string): string {
  const id: unknown = answer && typeof answer === 'object' && Reflect.get(answer, key)
  if (typeof id === 'string') return id
  throw new Error(`The answer has no ${key}.`)
}

/** A newsletter as they are: tables in tables, a style on everything, a picture a row. */
function newsletter(issue: number, rows: number): string {
  const row = (n: number): string =>
    `<tr><td align="center" valign="top" style="padding:${n % 7}px 24px;font-family:'Segoe UI',Arial,sans-serif;font-size:14px;line-height:1.5;color:#333333;background-color:#ffffff"><table border="0" cellpadding="0" cellspacing="0" width="100%"><tbody><tr><td style="padding-top:8px"><a href="https://news.example/a?id=${n}&amp;i=${issue}" style="color:#0a58ca;text-decoration:none">Article ${n}</a><p style="margin:0 0 12px 0">Le conseil municipal se réunira mardi à 18&nbsp;h ; l&rsquo;ordre du jour est affiché.<br>Voir <b>aussi</b> <span class="x">la page</span>.</p><img src="https://news.example/i/${n}.jpg" width="120" height="80" alt="Photo"></td></tr></tbody></table></td></tr>`
  return `<html><body><table>${Array.from({ length: rows }, (_, n) => row(n)).join('\n')}</table></body></html>`
}
