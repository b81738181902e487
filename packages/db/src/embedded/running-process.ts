import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'

/** Whether a process runs; one that waits to be buried by its parent does not. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return false
  }
  return stateOf(pid) !== 'Z'
}

/** Distinguishes a process from a later one that got its number: the moment it started, on Linux. */
export function startOf(pid: number): string {
  return fieldsOf(pid)[19] ?? ''
}

/** @returns whether the process ended within `timeout` ms. */
export async function hasEnded(pid: number, timeout: number): Promise<boolean> {
  for (let waited = 0; waited < timeout; waited += 20) {
    if (!isRunning(pid)) return true
    await sleep(20)
  }
  return !isRunning(pid)
}

function stateOf(pid: number): string {
  return fieldsOf(pid)[0] ?? ''
}

/** The fields of proc_pid_stat(5) after the command's name; none where there is no /proc. */
function fieldsOf(pid: number): string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  } catch {
    return []
  }
}
