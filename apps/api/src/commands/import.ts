import { stat } from 'node:fs/promises'
import type { Mailbox } from '@levee/contract'
import { importMail, type ImportResult } from '../features/intake/service.ts'
import { findMailbox } from '../features/mailboxes/service.ts'
import { StartError } from '../start-problem.ts'
import type { Arguments } from './arguments.ts'
import { type Command, type Outcome, UsageError } from './command.ts'
import { showProgress } from './progress-line.ts'

export const importCommand: Command = {
  name: 'import',
  summary:
    'File mail from an mbox, an EML file, a Maildir, or a folder of them; do it again to go on after a stop',
  positionals: ['FILE-OR-DIR'],
  options: {
    mailbox: { value: 'ADDRESS', help: 'the mailbox to file it in', isRequired: true },
    'triage-since': {
      value: 'DATE',
      help: 'mail received since this day, such as 2026-01-31, is to be triaged: it is opened and numbered; "mailbox" stands for the day of the mailbox. Without it all is history, filed as archive',
    },
  },
  async run(context, args) {
    const path = args.text('FILE-OR-DIR')
    await stat(path).catch((cause: NodeJS.ErrnoException) => {
      throw new UsageError(`${path} cannot be read (${cause.code}).`, { cause })
    })
    const asked = dayOf(args)
    const deps = await context.open()
    const mailbox = await findMailbox(deps, args.text('mailbox'))
    const triageSince = asked === 'mailbox' ? dayOfMailbox(mailbox) : asked
    const progress = showProgress(args.isOn('json') ? undefined : process.stderr)
    const began = performance.now()
    const source = { path, mailboxId: mailbox.id, triageSince }
    if (triageSince) await deps.jobs.start() // who wrote new mail, and its files, are looked at by the server
    try {
      const result = await importMail(deps, source, (done) => progress.show(done))
      return outcome(result, (performance.now() - began) / 1_000)
    } catch (cause) {
      deps.log.error({ err: cause }, 'the import stopped')
      const reason = cause instanceof Error ? cause.message : String(cause)
      throw new StartError(
        `The import stopped (${reason}): mend that and do it again, what is filed is passed over.`,
        { cause },
      )
    } finally {
      progress.end()
      if (triageSince) await deps.jobs.stop()
    }
  },
}

function dayOf(args: Arguments): Date | 'mailbox' | undefined {
  const given = args.optional('triage-since')
  if (given === undefined || given === 'mailbox') return given
  if (/^\d{4}-\d\d-\d\d/.test(given) && !Number.isNaN(Date.parse(given))) return new Date(given)
  throw new UsageError(`--triage-since takes a day such as 2026-01-31, or mailbox, not "${given}".`)
}

function dayOfMailbox({ incoming }: Mailbox): Date {
  if (!incoming?.triageSince) throw new Error('The mailbox came without its settings.')
  return new Date(incoming.triageSince)
}

function outcome(result: ImportResult, elapsed: number): Outcome {
  const seconds = Math.round(elapsed * 10) / 10
  const { read, filed, alreadyThere, quarantined, tooLong, bytes, notMail, leftOut } = result
  const lines = [
    `${read} read, ${filed} filed, ${alreadyThere} already there, ${quarantined} quarantined; ${megabytes(bytes)} MB in ${seconds} s.`,
    tooLong > 0 && `${tooLong} longer than 150 MB: not filed.`,
    leftOut > 0 && `${leftOut} files of drafts and junk: left out.`,
    ...result.unreadableFiles.map((path) => `Cannot be read: ${path}`),
    ...notMail.map((path) => `No mail: ${path}`),
    read === 0 && 'There is no mail to import.',
  ]
  return {
    data: { ...result, seconds },
    text: lines.filter((line) => line !== false).join('\n'),
    hasFailed: read === 0 || tooLong > 0 || result.unreadableFiles.length > 0,
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(1)
}
