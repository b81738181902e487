import { expect, it } from 'vitest'
import { returnedIds } from './returned-ids.ts'

const returned = (text: string): string[] => returnedIds(text).returned

it('tells the Message-ID of returned mail from those of what it answered', () => {
  const body = [
    'This is the mail system.',
    '',
    'References: <ask@x.example>',
    ' <more@x.example>',
    'From: contact@mairie.example',
    'Message-ID:',
    ' <out-1@mairie.example>',
  ].join('\r\n')
  expect(returnedIds(body)).toEqual({
    returned: ['out-1@mairie.example'],
    answered: ['ask@x.example', 'more@x.example'],
  })
})

it('finds what a receipt says, quoted headers, and our own id wherever it stands', () => {
  const ours =
    '0123456789abcdef.0190b0b0b0b07b0b8b0bb0b0b0b0b0b0.0123456789abcdef0123@mairie.example'
  expect(returned('Original-Message-ID: <a@x.example>')).toEqual(['a@x.example'])
  expect(returned('> Message-Id: <b@x.example>')).toEqual(['b@x.example'])
  expect(returned(`Your mail ${ours.toUpperCase()}. Sorry.`)).toEqual([ours])
  expect(returned(`References: <${ours}>`)).toEqual([])
  expect(returned('no report')).toEqual([])
})
