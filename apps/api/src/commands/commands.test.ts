import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from '@levee/db'
import { testDatabase } from '@levee/db/testing'
import { afterAll, describe, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { commands } from './commands.ts'
import { levee } from './levee.ts'

const db = await testDatabase()
const dataDir = await mkdtemp(join(tmpdir(), 'levee-cli-'))
const passwordFile = join(dataDir, 'password')
await writeFile(passwordFile, 'un long mot de passe\n')
afterAll(() => rm(dataDir, { recursive: true }))

const settings = (env = {}) =>
  readConfig({ DATABASE_URL: db.url, LEVEE_DATA_DIR: dataDir, LOG_LEVEL: 'silent', ...env }, '/')
const run = (line: string) => levee(line.split(' '), () => settings())
const runJson = async (line: string) => {
  const { status, output, errors } = await run(`${line} --json`)
  return { status, ...JSON.parse(output || errors) }
}

describe('every command', () => {
  it.each(commands.map(({ name }) => name))('levee %s explains itself', async (name) => {
    const { status, output, errors } = await run(`${name} --help`)
    expect({ status, errors }).toEqual({ status: 0, errors: '' })
    expect(output).toMatch(new RegExp(`^Usage: levee ${name} .*--json .*--help`, 's'))
  })

  it.each([
    ['user add', 'EMAIL is missing'],
    ['user add a@b.example --name Ana --rank x', "Unknown option '--rank'"],
    [
      'user add a@b.example --name Ana --role boss',
      '--role is "boss", but takes staff, manager, admin',
    ],
    ['user list extra', '"extra" is one argument too many'],
    ['mailbox add a@b.example --name A --port 0', '--host is missing'],
    [
      `mailbox add a@b.example --name A --host h --port 0 --password-file ${passwordFile}`,
      '--port is "0"',
    ],
    ['mailbox add a@b.example --name A --protocol pop3', '--host or --password-file is missing'],
    [
      `mailbox add a@b.example --name A --host h --delete-after-days x --password-file ${passwordFile}`,
      '--delete-after-days is "x"',
    ],
    ['import /nowhere --mailbox a@b.example', '/nowhere cannot be read (ENOENT)'],
    ['import /', '--mailbox is missing'],
    [
      'import / --mailbox a@b.example --triage-since soon',
      '--triage-since takes a day such as 2026-01-31, or mailbox, not "soon"',
    ],
    ['token revoke 12', '"12" is no token'],
    ['nothing at all', 'There is no command "nothing at"'],
  ])('levee %s: wrong usage, status 2: %s', async (line, message) => {
    const { status, output, errors } = await run(line)
    expect({ status, output }).toEqual({ status: 2, output: '' })
    expect(errors).toContain(message)
    expect(errors).toMatch(/See levee .*--help\.$/)
  })
})

describe('verify', () => {
  it('finds every source, or names those that are lost, with status 1', async () => {
    const mailbox = await runJson('mailbox add verify@port-leveque.example --name V')
    expect(mailbox).toMatchObject({ status: 0 })
    const whole = await runJson('verify --mailbox verify@port-leveque.example --deep')
    expect(whole).toMatchObject({ status: 0, ok: true })
    const lost = 'ab'.repeat(32)
    await db.run(sql`
      with place as (insert into folder (mailbox_id, path, role, uid_validity)
        values (${mailbox.id}, '', 'inbox', 1) returning id)
      insert into delivery (mailbox_id, folder_id, uid_validity, uid, raw_sha256, fate, internal_date)
      select ${mailbox.id}, id, 1, 1, ${lost}, 'filed', now() from place`)
    const broken = await runJson('verify')
    expect(broken).toMatchObject({ status: 1, ok: false })
    expect(broken.mailboxes).toContainEqual(
      expect.objectContaining({ ok: false, folders: [], sources: { checked: 1, lost: [lost] } }),
    )
    const { output } = await run('verify --mailbox verify@port-leveque.example')
    expect(output).toMatch(/^FAILED verify@.*\n {2}sources: 1 checked, 1 lost: abab/)
    await db.run(sql`delete from mailbox where id = ${mailbox.id}`)
  })
})

describe('users', () => {
  it('are added, listed, given a new password and disabled', async () => {
    const added = await runJson('user add ana@port-leveque.example --name Ana --role admin')
    expect(added).toMatchObject({ status: 0, role: 'admin', initialPassword: expect.any(String) })
    await run(`user add yann@port-leveque.example --name Yann --password-file ${passwordFile}`)
    const { output } = await run('user list')
    expect(output).toMatch(
      /^ana@port-leveque\.example +Ana +admin\nyann@port-leveque\.example +Yann +staff$/,
    )
    const reset = await run('user reset-password yann@port-leveque.example')
    expect(reset.output).toMatch(/^New password for Yann <yann@port-leveque\.example>: .{19}$/)
    expect((await run('user disable yann@port-leveque.example')).status).toBe(0)
    expect((await run('user list')).output).toMatch(/Yann +staff +disabled since /)
  })

  it('are refused with status 1 and what to do', async () => {
    expect(await runJson('user disable ana@port-leveque.example')).toEqual({
      status: 1,
      error: { code: 'conflict', message: expect.stringContaining('name another one first') },
    })
    expect(await runJson('user disable nobody@port-leveque.example')).toMatchObject({
      status: 1,
      error: { code: 'not-found' },
    })
    expect(await runJson('user add nope --name X')).toMatchObject({
      status: 1,
      error: { code: 'invalid' },
    })
  })
})

describe('tokens', () => {
  it('are made for a user, shown once, listed without their secret, revoked', async () => {
    const made = await runJson('token create ana@port-leveque.example --name Script')
    expect(made.secret).toMatch(/^levee_[\w-]{43}$/)
    const listed = await run('token list')
    expect(listed.output).toContain(`${made.id}  ana@port-leveque.example  Script  last used never`)
    expect(listed.output).not.toContain(made.secret)
    expect((await run(`token revoke ${made.id}`)).status).toBe(0)
    expect(await runJson(`token revoke ${made.id}`)).toMatchObject({ status: 1 })
  })
})

describe('mailboxes', () => {
  const address = 'contact@port-leveque.example'
  const login = `--host imap.invalid --password-file ${passwordFile} --smtp-host smtp.invalid`

  it('are added with members, listed, checked and synchronised', async () => {
    const added = await runJson(
      `mailbox add ${address} --name Accueil ${login} --member ana@port-leveque.example`,
    )
    expect(added).toMatchObject({
      status: 0,
      incoming: { host: 'imap.invalid', port: 993, security: 'tls', username: address },
      outgoing: { host: 'smtp.invalid', port: 465, security: 'tls', username: address },
      memberIds: [expect.any(String)],
    })
    expect((await run('mailbox list')).output).toMatch(
      / contact@port-leveque\.example +Accueil +idle$/,
    )
    const checked = await run(`mailbox check ${address}`)
    expect(checked.status).toBe(1)
    expect(checked.output).toMatch(/^FAILED dns: .*imap\.invalid.*\nFAILED smtpConnect: /)
    expect((await run(`mailbox sync ${address}`)).status).toBe(0)
    const row = await db.row(sql`select sync_requested_at is not null as asked from mailbox`)
    expect(row).toEqual({ asked: true })
  })

  it('are added over POP3, with what becomes of the mail on the server', async () => {
    const server = `--protocol pop3 --host pop.invalid --password-file ${passwordFile}`
    const add = `mailbox add pop@port-leveque.example --name Pop ${server}`
    expect(await runJson(`${add} --delete-after-days 0`)).toMatchObject({
      status: 0,
      incoming: { protocol: 'pop3', port: 995, mode: 'readOnly', deleteAfterDays: 0 },
    })
    expect(await runJson(`${add} --mode mirror`)).toMatchObject({ status: 1 })
  })
})

describe('importing', () => {
  const address = 'archives@port-leveque.example'

  it('files what a file holds, says so, and does nothing when it is done again', async () => {
    await run(`mailbox add ${address} --name Archives --triage-since 2020-01-01`)
    const file = join(dataDir, 'lettre.eml')
    await writeFile(file, 'Subject: Lettre\nDate: Mon, 2 Mar 2026 09:30:00 +0000\n\nBonjour\n')
    const command = `import ${file} --mailbox ${address}`
    expect(await runJson(`${command} --triage-since mailbox`)).toMatchObject({
      status: 0,
      read: 1,
      filed: 1,
      seconds: expect.any(Number),
    })
    const row = await db.row(sql`
      select status, reference is not null as numbered from conversation where subject = 'Lettre'`)
    expect(row).toEqual({ status: 'open', numbered: true })
    const again = await run(command)
    expect(again.status).toBe(0)
    expect(again.output).toMatch(/^1 read, 0 filed, 1 already there, 0 quarantined; 0\.0 MB in /)
  })

  it('fails when there is no mail, or no such mailbox', async () => {
    const nothing = await run(`import ${passwordFile} --mailbox ${address}`)
    expect(nothing.status).toBe(1)
    expect(nothing.output).toMatch(
      /^0 read, [^]*^No mail: .*password$[^]*There is no mail to import\.$/m,
    )
    expect(await runJson(`import ${passwordFile} --mailbox x@y.example`)).toMatchObject({
      status: 1,
      error: { code: 'not-found' },
    })
  })
})

describe('the database', () => {
  it('is up to date after a migration, which can be repeated', async () => {
    expect(await run('migrate')).toEqual({
      status: 0,
      output: 'The database is up to date.',
      errors: '',
    })
  })

  it('and the machine are checked, each finding with what to mend', async () => {
    const { status, ok, checks } = await runJson('doctor')
    expect({ status, ok }).toEqual({ status: 0, ok: true })
    expect(checks.map(({ check }: { check: string }) => check).toSorted()).toEqual(
      [
        'node',
        'data directory',
        'secret key',
        'disk',
        'database',
        'migrations',
        'virus scanner',
        'mail by LMTP',
        'mail by SMTP',
        'mailbox contact@port-leveque.example',
        'mailbox archives@port-leveque.example',
        'mailbox pop@port-leveque.example',
      ].toSorted(),
    )
    await db.run(sql`
      update mailbox set state = 'error', last_error = 'The password is refused.'`)
    const sick = await run('doctor')
    expect(sick.status).toBe(1)
    expect(sick.output).toMatch(/^FAILED mailbox contact@.*: The password is refused\.$/m)
    await db.run(sql`delete from _prisma_migrations`)
    expect((await run('doctor')).output).toMatch(
      /^FAILED migrations: \d+ missing: run levee migrate/m,
    )
    expect((await run('user list')).errors).toMatch(/run levee migrate first/)
  })

  it('is named when it cannot be reached', async () => {
    const { status, errors } = await levee(['user', 'list'], () =>
      settings({ DATABASE_URL: 'postgresql://u:s3cret@127.0.0.1:1/x' }),
    )
    expect(status).toBe(1)
    expect(errors).toMatch(/^The database "x" at 127\.0\.0\.1:1 cannot be reached as "u": [^\n]*$/)
    expect(errors).not.toContain('s3cret')
  })
})
