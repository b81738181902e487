import { describe, expect, it } from 'vitest'
import { attachmentName } from './attachment-name.ts'

function nameOf(filename: string, contentType = 'application/pdf'): string {
  return attachmentName({ contentType, filename }, 2)
}

describe('the name of an attachment', () => {
  it.each([
    ['Reçu n° 1.pdf', 'Reçu n° 1.pdf'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Users\\x\\a.pdf', 'C_Users_x_a.pdf'],
    ['a\r\nContent-Type: x.pdf', 'a Content-Type_ x.pdf'],
    ['\u202efdp.exe', 'fdp.exe'],
    ['.htaccess', 'htaccess'],
    ['a\0.pdf', 'a.pdf'],
    ['', 'part-3.pdf'],
    ['...', 'part-3.pdf'],
  ])('is safe to save under: %j', (given, name) => {
    expect(nameOf(given)).toBe(name)
  })

  it('fits into a file system with its extension', () => {
    const name = nameOf(`${'é'.repeat(300)}.pdf`)
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255)
    expect(name).toMatch(/é\.pdf$/)
  })

  it('is made up from the type', () => {
    expect(nameOf('', 'message/rfc822')).toBe('part-3.eml')
    expect(nameOf('', 'application/x-unknown')).toBe('part-3')
  })
})
