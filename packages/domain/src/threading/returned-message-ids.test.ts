import { expect, it } from 'vitest'
import { returnedMessageIds } from './returned-message-ids.ts'

it('finds the Message-IDs of returned mail, not that of the report', () => {
  const source = [
    'Message-ID: <report@relay.example>',
    'Content-Type: multipart/report; boundary=b',
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    'From: contact@mairie.example',
    'Message-ID:',
    ' <out-1@mairie.example>',
    '',
    '--b--',
  ].join('\r\n')
  expect(returnedMessageIds(source)).toEqual(['out-1@mairie.example'])
  expect(returnedMessageIds('Message-ID: <only@x.example>\r\n\r\nno report')).toEqual([])
  expect(returnedMessageIds('Message-ID: <no-body@x.example>')).toEqual([])
})
