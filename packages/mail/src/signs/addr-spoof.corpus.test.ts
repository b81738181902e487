import {
  type Address,
  type JudgedMessage,
  judgeTrust,
  NO_SIGNS,
  NOT_AUTHENTICATED,
  replyRecipients,
} from '@levee/domain'
import { describe, expect, it } from 'vitest'
import { nameTools } from '../domains/name-tools.ts'
import { addressList } from '../mime/address-list.ts'
import { corpusCases } from '../testing/corpora.ts'
import { senderFlaws } from './sender-flaws.ts'

type Vector = { id: string; header: string; input: string; expectAddress: string; warn: string[] }

const vectors = corpusCases<Vector>('addr-spoof/vectors.json')

/** What the corpus calls our reasons. */
const WARNINGS: Record<string, string[]> = {
  encodedAddress: ['encoded-word-in-address'],
  nameShowsAddress: ['display-name-contains-other-address'],
  malformedFrom: ['malformed-from'],
  severalAuthors: ['multiple-from'],
  bidiInName: ['bidi-control-in-name'],
  controlInName: ['control-char'],
  mixedScriptDomain: ['mixed-script-domain', 'lookalike-or-punycode-shown'],
  lookalikeDomain: ['mixed-script-domain', 'lookalike-or-punycode-shown'],
  punycodeDomain: ['lookalike-or-punycode-shown'],
  colleagueName: ['external-sender-with-internal-name'],
  replyToElsewhere: ['reply-to-differs'],
  severalReplyTo: ['reply-to-multiple'],
  replyToOurselves: ['loop-address'],
  noAddress: ['no-address'],
  impossibleAddress: ['invalid-length'],
  addressLiteral: ['ip-literal'],
}

const KNOWN = {
  ownDomains: ['mairie.example'],
  ownAddresses: ['levee@mairie.example'],
  staffNames: ['Alice Martin'],
  messagesBefore: 0,
  isEstablished: false,
  similar: [],
}

/** What is shown of a message with this field, to whom an answer goes, and the warnings. */
function looked({ header, input }: Vector) {
  const value = input.replaceAll(/\r?\n(?=[ \t])/g, '')
  const isFrom = header === 'From'
  const from: Address = (isFrom ? addressList(value) : [])[0] ?? { name: '', address: '' }
  const replyTo = isFrom ? [] : addressList(value)
  const message: JudgedMessage = {
    from: isFrom ? from : { name: '', address: 'sender@elsewhere.example' },
    replyTo,
    attachmentNames: [],
    isList: false,
    isHint: false,
    signs: { ...NO_SIGNS, flaws: isFrom ? senderFlaws([value]) : [] },
    authentication: NOT_AUTHENTICATED,
  }
  const { reasons } = judgeTrust(message, KNOWN, nameTools)
  const shown = isFrom ? from.address : (replyTo[0]?.address ?? '')
  return {
    shown,
    reply: replyAddress(message),
    warnings: reasons.flatMap(({ code }) => WARNINGS[code] ?? []),
  }
}

/** The one who would be answered; '' when nobody can be. */
function replyAddress({ from, replyTo }: JudgedMessage): string {
  const message = { direction: 'incoming', from, replyTo, to: [], cc: [] } as const
  try {
    return replyRecipients(message, KNOWN.ownAddresses, 'author').to[0]?.address ?? ''
  } catch {
    return ''
  }
}

describe.skipIf(vectors.length === 0)('a sender who pretends to be another one', () => {
  it('is shown with the address that an answer goes to', () => {
    const wrong = vectors.flatMap((vector) => {
      const { shown, reply } = looked(vector)
      const isReachable = reply !== '' && vector.header === 'From'
      return isReachable && shown !== reply ? [`${vector.id}: ${shown}, ${reply}`] : []
    })
    expect(wrong).toEqual([])
  })

  it('is read as the address that the corpus expects', () => {
    const wrong = vectors.flatMap((vector) => {
      if (vector.expectAddress === '') return []
      const { shown } = looked(vector)
      const isRight = vector.expectAddress
        .split('|')
        .some((wanted) =>
          wanted.startsWith('*') ? shown.endsWith(wanted.slice(1)) : shown === wanted,
        )
      return isRight ? [] : [`${vector.id}: ${shown}, not ${vector.expectAddress}`]
    })
    expect(wrong).toEqual([])
  })

  it('is warned of, and nobody else is', () => {
    const judged = vectors.map((vector) => ({ ...vector, found: looked(vector).warnings }))
    const missed = judged.filter(({ warn, found }) => !warn.every((each) => found.includes(each)))
    const needless = judged.filter(({ warn, found }) => warn.length === 0 && found.length > 0)
    expect(missed.map(({ id, found }) => `${id}: ${found.join()}`)).toEqual([])
    expect(needless.map(({ id, found }) => `${id}: ${found.join()}`)).toEqual([])
  })
})
