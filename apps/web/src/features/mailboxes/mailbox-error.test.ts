import { i18n } from '@lingui/core'
import { describe, expect, it } from 'vitest'
import { messages } from '../../locales/administration/fr.po'
import { errorText, mailboxError } from './mailbox-error.ts'

const codes = [
  'unreachable',
  'dns',
  'timeout',
  'certificate',
  'authentication',
  'authorisation',
  'refused',
  'protocol',
  'closed',
]

describe('what a mailbox that stands still says', () => {
  it('has words of its own for every code, in both languages', () => {
    const english = codes.map(errorText)
    i18n.loadAndActivate({ locale: 'fr', messages })
    const french = codes.map(errorText)
    const titles = [...english, ...french].map(({ title }) => title)
    const advice = [...english, ...french].map((text) => text.advice)
    expect(new Set(titles).size).toBe(codes.length * 2)
    expect(new Set(advice).size).toBe(codes.length * 2)
  })

  it.each([
    ['authentication', 'password'],
    ['authorisation', 'authorisation'],
    ['dns', 'settings'],
    ['certificate', 'settings'],
    ['closed', 'retry'],
    ['something new', 'retry'],
  ])('%s is mended by: %s', (lastErrorCode, remedy) => {
    expect(mailboxError({ lastErrorCode, lastError: 'NO' })?.remedy).toBe(remedy)
  })

  it('says nothing while all is well', () => {
    expect(mailboxError({ lastErrorCode: null, lastError: null })).toBeNull()
  })
})
