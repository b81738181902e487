import { once } from 'node:events'
import { connect } from 'node:net'
import type { PushProtocol } from './push-server.ts'
import { SERVER_NAME } from './trace-fields.ts'

const PATIENCE = 5_000 // ms

/**
 * Whether Levee listens for mail at an address.
 * @throws {Error} when nothing does, or something else.
 */
export async function checkPush(
  protocol: PushProtocol,
  { host, port }: { host: string; port: number },
): Promise<void> {
  const name = protocol === 'lmtp' ? 'LMTP' : 'ESMTP'
  const socket = connect({ host, port })
  try {
    const signal = AbortSignal.timeout(PATIENCE)
    const [greeting]: unknown[] = await once(socket, 'data', { signal })
    if (String(greeting).startsWith(`220 ${SERVER_NAME} ${name}`))
      return void socket.end('QUIT\r\n')
    throw new Error(`Another program answers at ${host}:${port}.`)
  } catch (cause) {
    if (cause instanceof Error && cause.message.startsWith('Another program')) throw cause
    throw new Error(
      `Nothing answers at ${host}:${port}: start Levee (LEVEE_ROLE all or worker), or unset the variable.`,
      { cause },
    )
  } finally {
    socket.destroySoon()
  }
}
