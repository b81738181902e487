import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const PARTS = ['', 'administration', 'writing', 'reading']

/** The texts of a catalogue, with their translations: `context|text`. */
function translations(part: string): Map<string, string> {
  const file = path.join(import.meta.dirname, 'locales', part, 'fr.po')
  const entries = readFileSync(file, 'utf8').split('\n\n')
  return new Map(
    entries.map((entry) => [
      `${valueOf(entry, 'msgctxt')}|${valueOf(entry, 'msgid')}`,
      valueOf(entry, 'msgstr'),
    ]),
  )
}

function valueOf(entry: string, key: string): string {
  const [, lines = ''] = new RegExp(`^${key} ((?:".*"\\n?)+)`, 'm').exec(entry) ?? []
  return [...lines.matchAll(/"(.*)"/g)].map(([, piece = '']) => piece).join('')
}

it('says a text in the same words in each of its catalogues, of which the last loaded is shown', () => {
  const said = new Map<string, Set<string>>()
  for (const [text, translation] of PARTS.flatMap((part) => [...translations(part)]))
    if (text !== '|') said.set(text, (said.get(text) ?? new Set()).add(translation))
  expect(said.size).toBeGreaterThan(2000)
  expect([...said].filter(([, each]) => each.size > 1)).toEqual([])
})
