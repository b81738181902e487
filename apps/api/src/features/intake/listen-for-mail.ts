import { createTurns, type PushServer, startPushServer } from '@levee/mail'
import type { Deps } from '../../deps.ts'
import { deliverPushed, mailboxOfAddress } from './deliver-pushed.ts'
import { LARGEST_MESSAGE } from './largest-message.ts'

const LARGE_AT_ONCE = 2 // messages in memory, of both servers together

/**
 * Listens for mail that other servers hand over, where the settings say so.
 * @throws {Error} of the system, with its `code`, when a port cannot be listened on.
 */
export async function listenForMail(deps: Deps): Promise<{ stop(): Promise<void> }> {
  const { host, lmtpPort, smtpPort } = deps.config
  const turns = createTurns(LARGE_AT_ONCE)
  const servers: PushServer[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.stop()))
  }
  const asked = [
    { protocol: 'lmtp', port: lmtpPort },
    { protocol: 'smtp', port: smtpPort },
  ] as const
  for (const { protocol, port } of asked) {
    if (port === undefined) continue
    const starting = startPushServer({
      protocol,
      host,
      port,
      turns,
      largest: LARGEST_MESSAGE,
      now: deps.now,
      findMailbox: (addresses) => mailboxOfAddress(deps.db, addresses),
      deliver: (message) => deliverPushed(deps, message),
      onTrouble: (error) => deps.log.warn({ err: error, protocol }, 'mail is not handed over'),
    })
    servers.push(await starting.catch((error: unknown) => stop().then(() => Promise.reject(error))))
  }
  return { stop }
}
