import { afterEach } from 'vitest'
import {
  type PushedMessage,
  type PushProtocol,
  type PushServer,
  startPushServer,
} from '../push/push-server.ts'
import { createTurns } from '../push/turns.ts'
import { type PushClient, pushClient } from './push-client.ts'

export const LARGEST = 3_000_000
const servers: PushServer[] = []
const clients: PushClient[] = []
afterEach(async () => {
  for (const client of clients.splice(0)) client.close()
  await Promise.all(servers.splice(0).map((server) => server.stop()))
})

type Desk = { deliver?: (message: PushedMessage) => Promise<ReadonlySet<string>>; turns?: number }

/** A server for the mailboxes contact@ and mairie@vareilles.example, which keeps what it is given. */
export async function pushDesk(protocol: PushProtocol, { deliver, turns = 2 }: Desk = {}) {
  const messages: PushedMessage[] = []
  const server = await startPushServer({
    protocol,
    host: '127.0.0.1',
    port: 0,
    largest: LARGEST,
    turns: createTurns(turns),
    now: () => new Date('2026-03-02T09:30:00Z'),
    findMailbox: async (addresses) =>
      ['contact@vareilles.example', 'mairie@vareilles.example'].find((address) =>
        addresses.includes(address),
      ),
    deliver: async (message) => {
      messages.push(message)
      return deliver ? deliver(message) : new Set(message.mailboxIds)
    },
    onTrouble: () => undefined,
  })
  servers.push(server)
  const client = async (): Promise<PushClient> => {
    const made = await pushClient(server.port, protocol)
    clients.push(made)
    return made
  }
  return { server, messages, client }
}

/** What was transmitted, without the fields that we wrote above it. */
export function below({ raw }: PushedMessage): Buffer {
  return raw.subarray(raw.indexOf('+0000\r\n') + 7)
}
