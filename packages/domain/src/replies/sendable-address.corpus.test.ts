import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isSendableAddress } from './sendable-address.ts'

/** An address, and what a judge of the grammar (isemail) says of it. */
type Vector = { input: string; category: string }

const CORPORA =
  process.env['LEVEE_CORPORA'] ?? join(import.meta.dirname, '../../../../../shared/corpora')
const path = join(CORPORA, 'addr-isemail/vectors.json')
const vectors: Vector[] = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : []
const of = (category: string) =>
  vectors.filter((vector) => vector.category === category).map(({ input }) => withControls(input))

describe.skipIf(vectors.length === 0)('addresses that others have judged', () => {
  it('are refused when they break the grammar', () => {
    expect(of('ISEMAIL_ERR').filter(isSendableAddress)).toEqual([])
  })

  it('are taken when nothing is odd about them', () => {
    expect(of('ISEMAIL_VALID_CATEGORY').filter((input) => !isSendableAddress(input))).toEqual([])
  })
})

/** The vectors write control characters as their pictures. */
function withControls(input: string): string {
  return input.replaceAll(/[\u2400-\u241f]/g, (picture) =>
    String.fromCharCode(picture.charCodeAt(0) - 0x2400),
  )
}
