import { join } from 'node:path'
import { ROOT } from './checkout.mjs'
import { runProgram } from './program.mjs'

/**
 * The API, started again at each change, and the web application with hot replacement.
 * @param {NodeJS.ProcessEnv} env
 */
export async function developmentServers(env) {
  const api = runProgram('node', ['--watch', 'apps/api/src/server.ts'], { env, isService: true })
  const web = runProgram('vite', [], { env, isService: true, cwd: join(ROOT, 'apps/web') })
  const codes = await Promise.all(
    [api, web].map((each) => each.finally(() => process.emit('SIGTERM', 'SIGTERM'))),
  )
  return Math.max(...codes)
}
