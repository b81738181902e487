import { type Queryable, sql } from '@levee/db'
import {
  connectImap,
  type FolderRoles,
  type ImapConnection,
  MailServerError,
  type Security,
} from '@levee/mail'
import type { Deps } from '../../deps.ts'
import { withLogin } from '../oauth/service.ts'

/** The account with which a mailbox reads and files its mail on the server. */
export type ServerMailbox = {
  id: string
  /** readOnly: nothing is ever written to the server. */
  mode: 'mirror' | 'readOnly'
  host: string
  port: number
  security: Security
  username: string
  /** null: it signs in with a token. */
  secret: Buffer | null
  folderRoles: FolderRoles
  /** The server refused the password when the mailbox's loop last tried. */
  isShutOut: boolean
}

/** The IMAP account of a mailbox; undefined when its mail comes another way. */
export async function serverMailbox(
  db: Queryable,
  mailboxId: string,
): Promise<ServerMailbox | undefined> {
  return db.row<ServerMailbox>(sql`
    select id, mode, incoming_host as host, incoming_port as port, incoming_security as security,
      incoming_username as username, incoming_secret as secret,
      folder_roles as "folderRoles", last_error_code is not distinct from 'authentication' as "isShutOut"
    from mailbox where id = ${mailboxId} and protocol = 'imap'`)
}

/**
 * Does `work` on a connection of its own. The mailbox's loop holds one connection; of these there
 * is one at a time whatever the number of processes, so that an account never has more than two.
 * Only the loop tries a password again that was refused: servers lock accounts out for less.
 * @throws {MailServerError} when the server cannot be reached or refuses.
 */
export async function withMailboxConnection<T>(
  deps: Pick<Deps, 'db' | 'keys' | 'config' | 'now'>,
  mailbox: ServerMailbox,
  work: (connection: ImapConnection) => Promise<T>,
): Promise<T> {
  if (mailbox.isShutOut)
    throw new MailServerError('authentication', 'The password was refused and is not tried again.')
  const turn = await deps.db.pool.connect() // the lock lives as long as this database connection
  try {
    await turn.query(`select pg_advisory_lock(hashtextextended($1, 0))`, [lockOf(mailbox)])
    const { host, port, security, username, folderRoles } = mailbox
    const { allowPrivateNetwork } = deps.config
    const connection = await withLogin(deps, mailbox, (login) =>
      connectImap(
        { host, port, security, username, ...login },
        { allowPrivateNetwork, folderRoles },
      ),
    )
    try {
      return await work(connection)
    } finally {
      await connection.close()
    }
  } finally {
    await turn.query('select pg_advisory_unlock_all()').then(
      () => turn.release(),
      () => turn.release(true),
    )
  }
}

const lockOf = ({ id }: ServerMailbox): string => `levee mailbox ${id}`
