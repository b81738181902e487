import { ImapFlow } from 'imapflow'
import type { ModelFolder } from './imap-faults/mailbox-model.ts'
import type { OtherProgram } from './other-program.ts'
import type { Dovecot } from './start-dovecot.ts'

const REBUILT = 'Rebuilt' // for a moment, while a folder is given another UIDVALIDITY

/** On a real server. What it refuses is not done, as nobody minds here. */
export function onDovecot(dovecot: Dovecot, user: number): OtherProgram {
  const account = dovecot.account(user)
  const connected = async <T>(work: (client: ImapFlow) => Promise<T>): Promise<T> => {
    const { host, port, username, password } = account
    const auth = { user: username, pass: password }
    const client = new ImapFlow({
      host,
      port,
      secure: false,
      doSTARTTLS: false,
      auth,
      logger: false,
    })
    await client.connect()
    try {
      return await work(client)
    } finally {
      await client.logout()
    }
  }
  const attempted = (work: (client: ImapFlow) => Promise<unknown>): Promise<unknown> =>
    connected((client) => work(client).catch(unlessRefused))
  const inFolder = (
    path: string,
    uids: number[],
    work: (client: ImapFlow, set: string) => Promise<unknown>,
  ): Promise<unknown> =>
    attempted(async (client) => {
      await client.mailboxOpen(path)
      const there = uids.filter((uid) => uid > 0)
      if (there.length > 0) await work(client, there.join(','))
    })
  return {
    account: () => account,
    folders: () => connected(readFolders),
    create: (path) => attempted((client) => client.mailboxCreate(path)),
    remove: (path) => attempted((client) => client.mailboxDelete(path)),
    rename: (from, to) => attempted((client) => client.mailboxRename(from, to)),
    append: (path, raw, date) => attempted((client) => client.append(path, raw, [], date)),
    expunge: (path, uids) =>
      inFolder(path, uids, (client, set) => client.messageDelete(set, { uid: true })),
    move: (from, uids, to) =>
      inFolder(from, uids, (client, set) => client.messageMove(set, to, { uid: true })),
    flag: (path, uids, flags, isSet) =>
      inFolder(path, uids, (client, set) =>
        isSet
          ? client.messageFlagsAdd(set, flags, { uid: true })
          : client.messageFlagsRemove(set, flags, { uid: true }),
      ),
    renumber: (path) => attempted((client) => rebuild(client, path)),
    cut: () => dovecot.restart(),
    stop: () => Promise.resolve(),
  }
}

/** Only the inbox cannot be made anew. */
async function rebuild(client: ImapFlow, path: string): Promise<void> {
  if (path === 'INBOX') return
  await client.mailboxCreate(REBUILT)
  const { exists } = await client.mailboxOpen(path)
  if (exists > 0) await client.messageMove('1:*', REBUILT)
  await client.mailboxClose()
  await client.mailboxDelete(path)
  await client.mailboxRename(REBUILT, path)
}

async function readFolders(client: ImapFlow): Promise<ModelFolder[]> {
  const folders: ModelFolder[] = []
  for (const { path, flags } of await client.list()) {
    if (flags.has('\\Noselect') || flags.has('\\NonExistent')) continue
    const opened = await client.mailboxOpen(path, { readOnly: true }).catch(unlessRefused)
    if (!opened) continue // Dovecot lists a folder that was removed and has others below it
    const query = { uid: true, flags: true, internalDate: true, source: true }
    const found = opened.exists > 0 ? await client.fetchAll('1:*', query) : []
    folders.push({
      path,
      attributes: [...flags],
      uidValidity: Number(opened.uidValidity),
      uidNext: opened.uidNext,
      messages: found.map(({ uid, flags: set, internalDate, source }) => ({
        uid,
        flags: set ?? new Set<string>(),
        date: new Date(internalDate ?? 0),
        raw: source ?? Buffer.alloc(0),
      })),
    })
  }
  return folders
}

function unlessRefused(error: unknown): void {
  const isRefusal = error instanceof Error && 'responseStatus' in error
  if (!isRefusal) throw error
}
