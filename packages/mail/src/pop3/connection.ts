import type { Pop3Channel } from './pop3-channel.ts'

/** A session with a POP3 server, signed in: the maildrop is ours alone until it ends (RFC 1939 §4). */
export type Pop3Connection = {
  readonly closed: boolean
  /** Whether the server says that it names messages for good (UIDL); undefined: it lists no capabilities. */
  readonly hasUidl: boolean | undefined
  /** How long the server wants to be left alone between two sessions. */
  readonly loginDelay: number // ms
  /** Hangs up. What was marked for deletion and not confirmed by `quit` stays on the server. */
  close(): void
}

const channels = new WeakMap<Pop3Connection, Pop3Channel>()

export type Capabilities = ReadonlyMap<string, string[]> | undefined

/** Makes a signed-in channel into a connection. */
export function wrapChannel(channel: Pop3Channel, capabilities: Capabilities): Pop3Connection {
  const delay = Number(capabilities?.get('LOGIN-DELAY')?.[0] ?? 0)
  const connection: Pop3Connection = {
    get closed() {
      return channel.closed
    },
    hasUidl: capabilities?.has('UIDL'),
    loginDelay: Number.isFinite(delay) ? delay * 1000 : 0,
    close: () => channel.destroy(),
  }
  channels.set(connection, channel)
  return connection
}

export function channelOf(connection: Pop3Connection): Pop3Channel {
  const channel = channels.get(connection)
  if (!channel) throw new Error('This is not a connection of this package.')
  return channel
}
