import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { ReminderTask } from './worker.ts'

/** When a worker could have reminded, in ms since the epoch. */
export type Uptime = { from: number; to: number }

export type RunningWorker = { kill(): Promise<Uptime> }

/** Starts a worker and waits until it is at work. */
export async function runWorker(task: ReminderTask): Promise<RunningWorker> {
  const script = join(import.meta.dirname, 'worker.ts')
  const worker = spawn(process.execPath, [script, JSON.stringify(task)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(worker.stdout, 'data')
  const from = Date.now()
  return {
    async kill() {
      const ended = once(worker, 'exit')
      worker.kill('SIGKILL')
      await ended
      return { from, to: Date.now() }
    },
  }
}
