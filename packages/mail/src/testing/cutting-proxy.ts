import { once } from 'node:events'
import { createConnection, createServer, type Socket } from 'node:net'
import { listeningPort } from './free-ports.ts'

/** Stands between a client and a server of 127.0.0.1, as a network does. */
export type CuttingProxy = {
  port: number
  /** Breaks every connection, in the middle of whatever is said; answers how many there were. */
  cut(): number
  stop(): Promise<void>
}

export async function startCuttingProxy(to: number): Promise<CuttingProxy> {
  const open = new Set<Socket>()
  const server = createServer((client) => {
    const onward = createConnection({ host: '127.0.0.1', port: to })
    const end = (): void => {
      open.delete(client)
      client.destroy()
      onward.destroy()
    }
    open.add(client)
    for (const socket of [client, onward]) socket.on('error', end).on('close', end)
    client.pipe(onward).pipe(client)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = (): number => {
    const count = open.size
    for (const client of open) client.destroy()
    return count
  }
  return {
    port: listeningPort(server),
    cut,
    async stop() {
      server.close()
      cut()
      await once(server, 'close')
    },
  }
}
