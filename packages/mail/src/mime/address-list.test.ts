import { describe, expect, it } from 'vitest'
import { corpusCases } from '../testing/corpora.ts'
import { addressList } from './address-list.ts'
import { headerFields } from './header-fields.ts'

/** People as `name <address>`, the way that they are written when nothing is wrong with them. */
function people(value: string): string[] {
  return addressList(value).map(({ name, address }) => `${name} <${address}>`.trim())
}

describe('the people of an address field (RFC 5322)', () => {
  it.each([
    // appendix A
    ['John Doe <jdoe@machine.example>', ['John Doe <jdoe@machine.example>']],
    ['"Joe Q. Public" <john.q.public@example.com>', ['Joe Q. Public <john.q.public@example.com>']],
    [
      'Mary Smith <mary@x.test>, jdoe@example.org, Who? <one@y.test>',
      ['Mary Smith <mary@x.test>', '<jdoe@example.org>', 'Who? <one@y.test>'],
    ],
    [
      String.raw`<boss@nil.test>, "Giant; \"Big\" Box" <sysservices@example.net>`,
      ['<boss@nil.test>', 'Giant; "Big" Box <sysservices@example.net>'],
    ],
    [
      'A Group:Ed Jones <c@a.test>,joe@where.test,John <jdoe@one.test>;',
      ['Ed Jones <c@a.test>', '<joe@where.test>', 'John <jdoe@one.test>'],
    ],
    ['Undisclosed recipients:;', []],
    [
      String.raw`Pete(A nice \) chap) <pete(his account)@silly.test(his host)>`,
      ['Pete <pete@silly.test>'],
    ],
    [
      `A Group(Some people) :Chris Jones <c@(Chris's host.)public.example>, joe@example.org, John <jdoe@one.test> (my dear friend); (the end of the group)`,
      ['Chris Jones <c@public.example>', '<joe@example.org>', 'John <jdoe@one.test>'],
    ],
    ['(Empty list)(start)Hidden recipients  :(nobody(that I know))  ;', []],
    // obsolete forms: A.6
    ['Joe Q. Public <john.q.public@example.com>', ['Joe Q. Public <john.q.public@example.com>']],
    [
      'Mary Smith <@node.test:mary@example.net>, , jdoe@test  . example',
      ['Mary Smith <mary@example.net>', '<jdoe@test.example>'],
    ],
    ['John Doe <jdoe@machine(comment).  example>', ['John Doe <jdoe@machine.example>']],
    ['<@a.test,@b.test:joe@c.test>', ['<joe@c.test>']],
    // RFC 2047 §8, RFC 6532
    ['=?US-ASCII?Q?Keith_Moore?= <moore@cs.utk.edu>', ['Keith Moore <moore@cs.utk.edu>']],
    [
      '=?ISO-8859-1?Q?Keld_J=F8rn_Simonsen?= <keld@dkuug.dk>',
      ['Keld Jørn Simonsen <keld@dkuug.dk>'],
    ],
    [
      '=?ISO-8859-1?Q?Andr=E9?= Pirard <PIRARD@vm1.ulg.ac.be>',
      ['André Pirard <PIRARD@vm1.ulg.ac.be>'],
    ],
    [
      'Nathaniel Borenstein <nsb@thumper.bellcore.com> (=?iso-8859-8?b?7eXs+SDv4SDp7Oj08A==?=)',
      ['Nathaniel Borenstein <nsb@thumper.bellcore.com>'],
    ],
    ['Zoé <zoé@exemple.fr>', ['Zoé <zoé@exemple.fr>']],
  ])('%s', (value, expected) => {
    expect(people(value)).toEqual(expected)
  })
})

describe('address fields as programs write them', () => {
  it.each([
    ['a@x.org (Anne Durand)', ['Anne Durand <a@x.org>']],
    ['(=?utf-8?q?Ren=C3=A9?=) a@x.org', ['René <a@x.org>']],
    ['<a@x.org> Anne', ['Anne <a@x.org>']],
    ['Durand, Anne <a@x.org>', ['Durand <>', 'Anne <a@x.org>']],
    ['=?utf-8?Q?Durand,_Anne?= <a@x.org>', ['Durand, Anne <a@x.org>']], // the comma should be encoded
    ['=?utf-8?Q?Durand_=3Canne=40evil.org=3E?= <a@x.org>', ['Durand <anne@evil.org> <a@x.org>']],
    ['"=?utf-8?q?Ren=C3=A9?=" <a@x.org>', ['René <a@x.org>']],
    ['=?utf-8?q?Ren=C3?= =?utf-8?q?=A9?= <a@x.org>', ['René <a@x.org>']],
    [String.raw`\"Anne\" <a@x.org>`, ['"Anne" <a@x.org>']],
    ['"Anne <a@x.org>', ['"Anne <a@x.org>']],
    ['Anne" <a@x.org>', ['Anne" <a@x.org>']],
    ["O'Neill <a@x.org>", ["O'Neill <a@x.org>"]],
    [String.raw`DOMAIN\anne <a@x.org>`, [String.raw`DOMAIN\anne <a@x.org>`]],
    ['a@x.org; b@x.org', ['<a@x.org>', '<b@x.org>']],
    ['a@x.org b@x.org', ['b@x.org <a@x.org>']],
    ['<mailto:a@x.org>', ['<a@x.org>']],
    ['"a@x.org"', ['<a@x.org>']],
    ['"a@x.org" b@x.org', ['a@x.org <b@x.org>']],
    ['"a@x.org" <b@x.org>', ['a@x.org <b@x.org>']],
    ['mailto:a@x.org', ['<a@x.org>']],
    ['< a@x.org >', ['<a@x.org>']],
    ['Anne <a @ x.org>', ['Anne <a@x.org>']],
    ['Anne <a@x.org', ['Anne <a@x.org>']],
    ['Anne <a@x.org>>', ['Anne <a@x.org>']],
    ['"anne durand"@x.org', ['<"anne durand"@x.org>']],
    ['"a(b)"@x.org', ['<"a(b)"@x.org>']],
    ['x@[IPv6:::1]', ['<x@[IPv6:::1]>']],
    ['Anne', ['Anne <>']],
    ['<>', []],
    ['', []],
    [',,;:<', []],
  ])('%s', (value, expected) => {
    expect(people(value)).toEqual(expected)
  })

  it('gives the first thousand addresses of a field', () => {
    expect(addressList('a@x.org,'.repeat(5000))).toHaveLength(1000)
  })
})

type StalwartPerson = { name: string | null; address: string | null }
type StalwartCase = {
  header: string
  expected: { List?: StalwartPerson[]; Group?: { addresses: StalwartPerson[] }[] } | null
}

describe('the vectors of others', () => {
  const spoofs = corpusCases<{ id: string; input: string; expectAddress: string }>(
    'addr-spoof/vectors.json',
  ).filter(
    ({ expectAddress, id }) => expectAddress || id === 'no-address' || id === 'mailer-daemon',
  )
  it.skipIf(spoofs.length === 0)('of spoofers find the address that an answer would go to', () => {
    const wrong = spoofs.filter(({ input, expectAddress }) => {
      const address = addressList(input.replaceAll('\r\n', ' '))[0]?.address ?? ''
      return !expectAddress
        .split('|')
        .some((expected) =>
          expected.startsWith('*') ? address.endsWith(expected.slice(1)) : address === expected,
        )
    })
    expect(wrong).toEqual([])
  })

  /** Where that reader gives the route, the blanks or the comment as a part of the address. */
  const others: Record<string, string[]> = {
    'Mary Smith <@node.test:mary@example.net>, , jdoe@test  . example\n': [
      'mary@example.net',
      'jdoe@test.example',
    ],
    'John Doe <jdoe@machine(comment).  example>\n': ['jdoe@machine.example'],
    'NO (posting not allowed on this list)\n': [''], // a name, not an address
  }
  const cases = corpusCases<StalwartCase>('mime-stalwart/fields/address.json')
  it.skipIf(cases.length === 0)('of another reader find the same addresses', () => {
    const read = cases.map(({ header }) => {
      const [field] = headerFields(Buffer.from(`X: ${header}\n\n`))
      return { header, addresses: addressList(field?.value ?? '').map(({ address }) => address) }
    })
    const expected = cases.map(({ header, expected }) => {
      const list = expected?.List ?? expected?.Group?.flatMap(({ addresses }) => addresses) ?? []
      const addresses = list
        .map(({ address }) => address?.replace(/^mailto:/, '') ?? '') // of List-Post and its like
        .filter((address) => address)
      return { header, addresses: others[header] ?? addresses }
    })
    expect(read).toEqual(expected)
  })
})
