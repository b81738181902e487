import { eventsUrl, type LiveEvent } from '@levee/contract'
import { useSyncExternalStore } from 'react'

/** Whether news reaches this browser. */
export type Connection = 'connecting' | 'live' | 'lost'

type News = { event: LiveEvent } | { connection: Connection }

const eventTypes: LiveEvent['type'][] = [
  'conversation.created',
  'conversation.updated',
  'counts',
  'mailbox.state',
  'rules.progress',
  'notices',
  'notification',
  'draft',
  'presence',
  'reset',
]

let connection: Connection = 'connecting'
const connectionListeners = new Set<() => void>()
let hasListened = false

/**
 * Hears what happens on the server; what came while nobody listened is fetched again. All tabs of a browser
 * share one stream: whichever holds the lock reads it and tells the others, since HTTP/1.1 allows six
 * connections for all tabs together.
 */
export function listenToLiveUpdates(userId: string, heard: (event: LiveEvent) => void): () => void {
  const name = `levee.events.${userId}`
  const channel = new BroadcastChannel(name)
  const stop = new AbortController()
  const receive = (news: News) => {
    if ('event' in news) heard(news.event)
    else setConnection(news.connection)
  }
  channel.addEventListener('message', (message: MessageEvent<News>) => receive(message.data))
  if (hasListened) heard({ type: 'reset' })
  hasListened = true
  const tell = (news: News) => {
    receive(news)
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has one origin
    channel.postMessage(news)
  }
  void holdStream(name, stop.signal, tell)
  return () => {
    stop.abort()
    channel.close()
  }
}

export function isLive(): boolean {
  return connection === 'live'
}

export function useConnection(): Connection {
  return useSyncExternalStore(
    (listener) => {
      connectionListeners.add(listener)
      return () => connectionListeners.delete(listener)
    },
    () => connection,
  )
}

async function holdStream(
  name: string,
  signal: AbortSignal,
  tell: (news: News) => void,
): Promise<void> {
  if (!('locks' in navigator)) return readStream(signal, tell) // only on plain HTTP away from localhost
  try {
    await navigator.locks.request(name, { signal }, () => readStream(signal, tell))
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

function readStream(signal: AbortSignal, tell: (news: News) => void): Promise<void> {
  if (signal.aborted) return Promise.resolve() // stopped while it waited for the lock
  return new Promise((resolve) => {
    let lost = false
    let source: EventSource
    let retry: ReturnType<typeof setTimeout> | undefined
    const open = () => {
      source = new EventSource(eventsUrl)
      source.addEventListener('open', () => {
        tell({ connection: 'live' })
        tell({ event: { type: lost ? 'reset' : 'counts' } }) // lists may be older than the stream
        lost = false
      })
      source.addEventListener('error', () => {
        tell({ connection: 'lost' })
        if (source.readyState !== EventSource.CLOSED) return // it reconnects by itself and resumes
        lost = true
        clearTimeout(retry)
        retry = setTimeout(open, 3_000)
      })
      for (const type of eventTypes) {
        source.addEventListener(type, (message: MessageEvent<string>) =>
          tell({ event: { type, ...JSON.parse(message.data) } }),
        )
      }
    }
    // the browser knows at once what a silent connection would show only after minutes
    const onOffline = () => {
      clearTimeout(retry)
      source.close()
      lost = true
      tell({ connection: 'lost' })
    }
    const onOnline = () => {
      clearTimeout(retry)
      source.close()
      open()
    }
    addEventListener('offline', onOffline)
    addEventListener('online', onOnline)
    open()
    signal.addEventListener('abort', () => {
      removeEventListener('offline', onOffline)
      removeEventListener('online', onOnline)
      clearTimeout(retry)
      source.close()
      resolve()
    })
  })
}

function setConnection(next: Connection): void {
  if (connection === next) return
  connection = next
  for (const listener of connectionListeners) listener()
}
