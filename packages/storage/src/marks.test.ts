import { spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openMarks } from './marks.ts'

const top = await mkdtemp(join(tmpdir(), 'levee-marks-'))
const folder = join(top, 'new', 'folder')
afterAll(() => rm(top, { recursive: true }))

describe('a mark', () => {
  it('is made once, is seen by whoever opens the folder, and can be removed again', () => {
    const [marks, others] = [openMarks(folder), openMarks(folder)]
    expect(marks.has('a')).toBe(false)
    marks.make('a')
    expect([others.has('a'), others.has('b')]).toEqual([true, false])
    expect(() => others.make('a')).toThrow(/EEXIST/)
    others.remove('a')
    others.remove('a')
    expect(marks.has('a')).toBe(false)
    marks.make('a')
  })

  it('outlives a process that is killed right after', () => {
    const script = `
      const { openMarks } = await import(${JSON.stringify(join(import.meta.dirname, 'marks.ts'))})
      openMarks(${JSON.stringify(folder)}).make('killed')
      process.kill(process.pid, 'SIGKILL')`
    const { signal } = spawnSync(process.execPath, ['--input-type=module', '--eval', script])
    expect(signal).toBe('SIGKILL')
    expect(openMarks(folder).has('killed')).toBe(true)
  })
})
