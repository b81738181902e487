import { mkdirSync } from 'node:fs'
import { runningCluster, stopCluster } from '../embedded/run-cluster.ts'
import { alone, endUse, registerUse } from '../embedded/server-users.ts'
import { TEST_SERVER_DIR } from './test-server.ts'

/**
 * Keeps the test server, once the first test file has started it, until the run ends.
 * @returns what stops it then, unless another run still uses it.
 */
export default function setup(): () => Promise<void> {
  mkdirSync(TEST_SERVER_DIR, { recursive: true, mode: 0o755 })
  const use = registerUse(TEST_SERVER_DIR)
  return async () => {
    await alone(TEST_SERVER_DIR, async () => {
      const isLast = endUse(use)
      const running = await runningCluster(TEST_SERVER_DIR)
      if (isLast && running) await stopCluster(running.pid)
    })
  }
}
