import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { refusalInFrench } from './refusals-in-french.ts'

const ROOT = path.join(import.meta.dirname, '../../..')
/** A refusal of these codes is shown in the words of the server; of the others the page has its own. */
const SHOWN =
  /new DomainError\(\s*'(?:conflict|invalid|stale|suspicious|too-many)',\s*(?:'((?:[^'\\]|\\.)*)'|`((?:[^`$]|\$\{[^}]*\})*)`)/g

function shownSentences(): string[] {
  const files = globSync('{apps/api,packages/domain}/src/**/*.ts', { cwd: ROOT })
  const sources = files.filter((file) => !/\.test\.ts$|\/testing\//.test(file))
  const found = sources.flatMap((file) => [
    ...readFileSync(path.join(ROOT, file), 'utf8').matchAll(SHOWN),
  ])
  return found.map(([, plain, filled = '']) => plain ?? filled.replaceAll(/\$\{[^}]*\}/g, '12'))
}

/** All of it is what somebody said elsewhere: of a form, of a mail server. */
const SAID_ELSEWHERE = /^12(?: 12)?\.$/

describe('what the server refuses', () => {
  it('is said in French as well', () => {
    const sentences = shownSentences().filter((each) => !SAID_ELSEWHERE.test(each))
    expect(sentences.length).toBeGreaterThan(70)
    expect(sentences.filter((each) => refusalInFrench(each) === undefined)).toEqual([])
  })

  it('keeps what it names', () => {
    expect(refusalInFrench('Fill in $& and {{nom}} before you send it.')).toBe(
      'Remplissez $& and {{nom}} avant d’envoyer.',
    )
    expect(refusalInFrench('Something new.')).toBeUndefined()
  })
})
