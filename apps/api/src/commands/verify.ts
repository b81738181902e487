import type { Mailbox } from '@levee/contract'
import { MailServerError } from '@levee/mail'
import type { Deps } from '../deps.ts'
import { type VerifiedFolder, verifyMailbox, verifySources } from '../features/intake/service.ts'
import { findMailbox, listAllMailboxes } from '../features/mailboxes/service.ts'
import type { Command } from './command.ts'
import { table } from './table.ts'

const NAMED = 20 // UIDs or hashes of a line for people; all of them are in --json

export const verify: Command = {
  name: 'verify',
  summary:
    'Prove that nothing is missing: compare every mailbox with its server, and look for every source',
  options: {
    mailbox: { value: 'ADDRESS', help: 'only this mailbox' },
    deep: { help: 'read every source and compare it with its hash' },
  },
  async run(context, args) {
    const deps = await context.open()
    const wanted = args.optional('mailbox')
    const mailboxes = wanted ? [await findMailbox(deps, wanted)] : await listAllMailboxes(deps)
    const verified: Verified[] = []
    for (const mailbox of mailboxes)
      verified.push(await verifyOne(deps, mailbox, args.isOn('deep')))
    return {
      data: { ok: verified.every(({ ok }) => ok), mailboxes: verified },
      text: verified.map(textOf).join('\n\n') || 'There are no mailboxes yet.',
      hasFailed: verified.some(({ ok }) => !ok),
    }
  },
}

type Verified = {
  address: string
  ok: boolean
  /** Why the server could not be asked. */
  problem: string | null
  folders: VerifiedFolder[]
  sources: Awaited<ReturnType<typeof verifySources>>
}

async function verifyOne(deps: Deps, { id, address }: Mailbox, isDeep: boolean): Promise<Verified> {
  const sources = await verifySources(deps, id, isDeep)
  const asked = await verifyMailbox(deps, id).catch((error: unknown) => {
    if (error instanceof MailServerError) return error
    throw error
  })
  const problem = asked instanceof MailServerError ? asked.message : null
  const folders = asked instanceof MailServerError ? [] : (asked ?? [])
  const isComplete = folders.every(({ missing }) => missing.length === 0)
  return {
    address,
    ok: problem === null && isComplete && sources.lost.length === 0,
    problem,
    folders,
    sources,
  }
}

function textOf({ address, ok, problem, folders, sources }: Verified): string {
  const rows = folders.map((folder) => [
    `  ${folder.path}`,
    `server ${folder.server}`,
    `known ${folder.known}`,
    `missing ${folder.missing.length}`,
    `vanished ${folder.vanished.length}`,
    folder.isRenewed ? 'has a new UIDVALIDITY' : named(folder.missing),
  ])
  const lost =
    sources.lost.length > 0
      ? `, ${sources.lost.length} lost: ${named(sources.lost)}`
      : ', none lost'
  return [
    `${ok ? 'ok    ' : 'FAILED'} ${address}`,
    ...(problem === null ? [] : [`  The server could not be asked: ${problem}`]),
    ...(rows.length > 0 ? [table(rows)] : []),
    `  sources: ${sources.checked} checked${lost}`,
  ].join('\n')
}

function named(list: readonly (number | string)[]): string {
  const more = list.length > NAMED ? ` and ${list.length - NAMED} more` : ''
  return list.slice(0, NAMED).join(', ') + more
}
