import { expect, it } from 'vitest'
import { progressLine, showProgress } from './progress-line.ts'

const progress = { bytes: 25_000_000, totalBytes: 100_000_000, messages: 1_234 }

it.each([
  [10_000, '25 %  1234 messages  2.5 MB/s  30 s left'],
  [100_000, '25 %  1234 messages  0.3 MB/s  5 min left'],
  [3_600_000, '25 %  1234 messages  0.0 MB/s  3 h 0 min left'],
])('after %i ms says how far an import is, how fast, and how long it takes', (elapsed, line) => {
  expect(progressLine(progress, elapsed)).toBe(line)
})

it('is written over on a terminal, and nowhere else', () => {
  const lines: string[] = []
  const write = (text: string): unknown => lines.push(text)
  for (const isTTY of [false, true]) {
    const shown = showProgress({ isTTY, write })
    shown.show(progress)
    shown.end()
  }
  const [shown = '', cleared] = lines
  expect(lines).toHaveLength(2)
  expect(shown.startsWith('\r25 % ')).toBe(true)
  expect(shown.endsWith(' left\u001B[K')).toBe(true)
  expect(cleared).toBe('\r\u001B[K')
})
