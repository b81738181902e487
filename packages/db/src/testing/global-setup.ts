import { mkdirSync } from 'node:fs'
import { runningCluster, stopCluster } from '../embedded/run-cluster.ts'
import { alone, registerUser, removeUser } from '../embedded/server-users.ts'
import { TEST_SERVER_DIR } from './test-server.ts'

/**
 * Keeps the test server, once the first test file has started it, until the run ends.
 * @returns what stops it then, unless another run still uses it.
 */
export default function setup(): () => Promise<void> {
  mkdirSync(TEST_SERVER_DIR, { recursive: true, mode: 0o755 })
  registerUser(TEST_SERVER_DIR)
  return async () => {
    await alone(TEST_SERVER_DIR, async () => {
      const isLast = removeUser(TEST_SERVER_DIR)
      const running = await runningCluster(TEST_SERVER_DIR)
      if (isLast && running) await stopCluster(running.pid)
    })
  }
}
