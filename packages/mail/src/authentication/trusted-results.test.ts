import { describe, expect, it } from 'vitest'
import { headerFields } from '../mime/header-fields.ts'
import { trustedResults } from './trusted-results.ts'

const OURS = 'mx.mairie.example'
const trusted = (...lines: string[]) =>
  trustedResults(headerFields(Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)), OURS)

const FOREIGN =
  'Received: from pc (pc [198.51.100.7]) by mail.sender.example; Mon, 2 Mar 2026 09:30:00 +0000'
const BORDER = `Received: from mail.sender.example (mail.sender.example [198.51.100.8]) by ${OURS}; Mon, 2 Mar 2026 09:30:01 +0000`

describe('the word of the mailbox’s own server', () => {
  it('is read whole: methods, the author and the policy', () => {
    expect(
      trusted(
        `Authentication-Results: ${OURS}; spf=pass smtp.mailfrom=a@b.example; dkim=fail header.d=x.example;`,
        ' dkim=pass header.d=b.example; dmarc=pass (p=reject) header.from=B.example',
        '  policy.published-domain-policy=reject; arc=none',
        BORDER,
      ),
    ).toEqual({
      spf: 'pass',
      dkim: 'pass',
      dmarc: 'pass',
      arc: 'none',
      author: 'b.example',
      policy: 'reject',
      source: 'server',
    })
  })

  it('is put together of fields above every Received, as milters write them', () => {
    const found = trusted(
      `Authentication-Results: ${OURS}; dmarc=fail header.from=b.example`,
      `Authentication-Results: ${OURS}; dkim=pass header.d=list.example`,
      BORDER,
    )
    expect(found).toMatchObject({ dmarc: 'fail', dkim: 'pass', spf: null })
  })

  it('counts below its own Received, where some servers write it, and there only the topmost', () => {
    const found = trusted(
      BORDER,
      `Authentication-Results: ${OURS}; dmarc=fail header.from=bank.example`,
      `Authentication-Results: ${OURS}; dmarc=pass header.from=bank.example; spf=pass`,
      FOREIGN,
    )
    expect(found).toMatchObject({ dmarc: 'fail', spf: null })
  })
})

describe('a field that a sender wrote', () => {
  it.each([
    [
      'below the Received of a foreign host',
      [BORDER, FOREIGN, `Authentication-Results: ${OURS}; dmarc=pass`],
    ],
    ['with another id', ['Authentication-Results: mx.evil.example; dmarc=pass', BORDER]],
    [
      'with an id that only begins like ours',
      [`Authentication-Results: ${OURS}.evil.example; dmarc=pass`, BORDER],
    ],
    [
      'with our id in a comment',
      [`Authentication-Results: (${OURS}) evil.example; dmarc=pass`, BORDER],
    ],
    [
      'with our id in quotation marks and more',
      [`Authentication-Results: "${OURS}; x"; dmarc=pass`, BORDER],
    ],
    ['under another name', [`X-Authentication-Results: ${OURS}; dmarc=pass`, BORDER]],
    ['of an ARC set', [`ARC-Authentication-Results: i=1; ${OURS}; dmarc=pass`, BORDER]],
    ['that does not end', [`Authentication-Results: ${OURS}; dmarc=pass (`, BORDER]],
  ])('proves nothing: %s', (_what, lines) => {
    expect(trusted(...lines)).toBeUndefined()
  })

  it('is no verdict inside of a comment or of a reason', () => {
    expect(
      trusted(
        `Authentication-Results: ${OURS}; spf=fail (dmarc=pass) reason="; dmarc=pass"`,
        BORDER,
      ),
    ).toMatchObject({ spf: 'fail', dmarc: null })
  })
})
