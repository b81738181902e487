import { setTimeout as sleep } from 'node:timers/promises'
import { Client, type ClientConfig, escapeIdentifier } from 'pg'

type Subscription = { channel: string; heard: (payload: string) => void; missed?: () => void }

/** Hears PostgreSQL's notifications on one connection of its own, which it renews when it breaks. */
export type Listener = {
  /**
   * Calls `heard` for each notification on the channel, and `missed` each time the connection was
   * lost and is back: notifications may have been missed in between.
   * @returns a function that stops hearing.
   */
  listen(
    channel: string,
    heard: (payload: string) => void,
    missed?: () => void,
  ): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** Prepares to listen; connects when the first channel is asked for. */
export function createListener(settings: ClientConfig): Listener {
  const subscriptions = new Set<Subscription>()
  let connection: Promise<Client> | undefined
  let closed = false
  let turn: Promise<unknown> = Promise.resolve()

  /** One statement after the other: a connection takes no second one while it has one. */
  const ask = (statement: string): Promise<unknown> => {
    const asked = turn.then(async () => (await connection)?.query(statement))
    turn = asked.catch(() => undefined)
    return asked
  }

  const connect = async (): Promise<Client> => {
    const client = new Client({ ...settings, keepAliveInitialDelayMillis: 10_000 })
    let lost = false
    const lose = (): void => {
      if (lost) return
      lost = true
      connection = undefined
      if (!closed && subscriptions.size > 0) connection = reconnect()
    }
    client.on('error', lose)
    client.on('notification', ({ channel, payload }) => {
      for (const each of subscriptions) if (each.channel === channel) each.heard(payload ?? '')
    })
    await client.connect()
    client.on('end', lose)
    return client
  }

  const reconnect = async (): Promise<Client> => {
    for (let wait = 100; ; wait = Math.min(wait * 2, 5_000)) {
      await sleep(wait)
      try {
        const client = await connect()
        for (const { channel } of subscriptions) await client.query(listenTo(channel))
        for (const { missed } of subscriptions) missed?.()
        return client
      } catch (error) {
        if (closed) throw error
      }
    }
  }

  return {
    async listen(channel, heard, missed) {
      const subscription: Subscription = missed ? { channel, heard, missed } : { channel, heard }
      connection ??= connect()
      await ask(listenTo(channel))
      subscriptions.add(subscription)
      return async () => {
        subscriptions.delete(subscription)
        if ([...subscriptions].some((each) => each.channel === channel)) return
        await ask(`unlisten ${escapeIdentifier(channel)}`)
      }
    },
    async close() {
      closed = true
      const open = connection
      connection = undefined
      await open?.then(
        (client) => client.end(),
        () => undefined,
      )
    },
  }
}

function listenTo(channel: string): string {
  return `listen ${escapeIdentifier(channel)}`
}
