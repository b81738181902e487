import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

const EVERY = 250 // ms
const GROWTH = 96 * 2 ** 20 // bytes: a large mail or its file
const LATER = 5_000 // ms: what was in use at the last time is not any more
const GARBAGE = 50 // % of what is in use: up to three times as much may lie about by default

setFlagsFromString('--expose-gc') // also for the threads that start later: they collect after large work

/**
 * Gives memory back that nobody uses any more. The collector of JavaScript counts objects: it does not
 * see that a few of them hold a mail of 100 MB, and would leave several lying about (R11). From the first
 * large work on, as an import is, less garbage is left lying about too.
 * @returns what ends it.
 */
export function giveMemoryBack(): () => void {
  const collect: NodeJS.GCFunction = runInNewContext('gc')
  let least = process.memoryUsage.rss()
  let again = Infinity
  const timer = setInterval(() => {
    const used = process.memoryUsage.rss()
    least = Math.min(least, used)
    const hasGrown = used >= least + GROWTH
    if (!hasGrown && performance.now() < again) return
    if (hasGrown) setFlagsFromString(`--heap-growing-percent=${GARBAGE}`) // from the start on, it would slow it
    collect()
    least = process.memoryUsage.rss()
    again = hasGrown ? performance.now() + LATER : Infinity
  }, EVERY)
  timer.unref()
  return () => clearInterval(timer)
}
