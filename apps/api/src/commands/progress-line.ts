import type { ImportProgress } from '../features/intake/service.ts'

type Terminal = { isTTY?: boolean; write(text: string): unknown }

const OFTEN = 200 // ms: more often nobody can read it

/** Shows on a terminal how far an import is, in one line that is written over. */
export function showProgress(terminal: Terminal | undefined): {
  show(progress: ImportProgress): void
  end(): void
} {
  const began = performance.now()
  let shownAt = 0
  const isOn = terminal?.isTTY === true
  return {
    show(progress) {
      const now = performance.now()
      if (!isOn || now - shownAt < OFTEN) return
      shownAt = now
      terminal.write(`\r${progressLine(progress, now - began)}\u001B[K`)
    },
    end() {
      if (isOn && shownAt > 0) terminal.write('\r\u001B[K')
    },
  }
}

/** `elapsed`: ms since the beginning. */
export function progressLine(
  { bytes, totalBytes, messages }: ImportProgress,
  elapsed: number,
): string {
  const share = totalBytes > 0 ? Math.min(1, bytes / totalBytes) : 1
  const rate = elapsed > 0 ? bytes / (elapsed / 1_000) : 0 // bytes a second
  const left = rate > 0 ? (totalBytes - bytes) / rate : 0 // seconds
  return `${Math.floor(share * 100)} %  ${messages} messages  ${(rate / 1e6).toFixed(1)} MB/s  ${duration(left)} left`
}

function duration(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`
  if (seconds < 5_400) return `${Math.ceil(seconds / 60)} min`
  return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`
}
