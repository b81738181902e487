import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './checkout.mjs'
import { Trouble } from './trouble.mjs'

/**
 * What npm writes of one package.
 * @typedef {{ version?: string, link?: boolean, optional?: boolean, devOptional?: boolean }} Entry
 */

/** Runs `npm ci` unless node_modules holds what package-lock.json asks for. */
export async function installWhatIsMissing() {
  const reason = whatIsMissing(
    packagesOf(join(ROOT, 'package-lock.json')),
    packagesOf(join(ROOT, 'node_modules/.package-lock.json')),
  )
  if (!reason) return
  console.error(`Installing dependencies (${reason}) …`)
  const [program, args] = npm()
  const { status, error } = spawnSync(program, [...args, 'ci', '--loglevel=error'], {
    cwd: ROOT,
    stdio: ['ignore', 2, 2],
  })
  if (error) throw new Trouble(`npm cannot be run (${error.message}): install it beside Node.`)
  if (status !== 0)
    throw new Trouble(
      'npm ci failed, see above: mend what it names, then start again.',
      status ?? 1,
    )
}

/**
 * Why the installed packages are not those of the lock file; undefined when they are. A package that
 * is optional may be missing: it is for another platform.
 * @param {Record<string, Entry>} wanted
 * @param {Record<string, Entry>} installed
 * @returns {string | undefined}
 */
export function whatIsMissing(wanted, installed) {
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.includes('node_modules/')) continue
    const found = installed[path]
    const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length)
    if (found ? found.version !== entry.version : !entry.optional && !entry.devOptional)
      return found ? `${name} ${found.version} is not ${entry.version}` : `${name} is missing`
  }
  return undefined
}

/**
 * @param {string} file
 * @returns {Record<string, Entry>}
 */
function packagesOf(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).packages : {}
}

/** @returns {[string, string[]]} the npm that runs us, else the one on the PATH */
function npm() {
  const running = process.env['npm_execpath']
  return running ? [process.execPath, [running]] : ['npm', []]
}
