import type { CheckedStep, ServerCertificate } from '@levee/contract'
import { i18n } from '@lingui/core'
import { I18nProvider } from '@lingui/react'
import { render, screen } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { CertificateNote } from './certificate-note.tsx'

const certificate: ServerCertificate = {
  protocol: 'TLSv1.3',
  subject: 'mail.port-leveque.example',
  issuer: 'Exemple CA R3',
  names: ['mail.port-leveque.example'],
  validUntil: '2027-03-31T10:00:00.000Z',
  daysLeft: 125,
  problem: null,
}

function show(step: Partial<CheckedStep>): string {
  const steps: CheckedStep[] = [
    { step: 'connect', ok: true, message: '' },
    { step: 'tls', ok: true, message: '', ...step },
  ]
  render(
    <I18nProvider i18n={i18n}>
      <CertificateNote steps={steps} />
    </I18nProvider>,
  )
  return screen.queryByRole('region', { name: 'Certificate' })?.textContent ?? ''
}

describe('the certificate of a server', () => {
  it('is named with its names, its issuer and its end', () => {
    const text = show({ tls: certificate })
    expect(text).toContain('Certificate valid')
    expect(text).toContain('For mail.port-leveque.example, issued by Exemple CA R3, TLSv1.3.')
    expect(text).toContain('2027')
  })

  it('is warned of when it ends soon', () => {
    const text = show({ tls: { ...certificate, daysLeft: 9 }, warning: 'It ends.' })
    expect(text).toContain('ends soon')
    expect(text).toContain('Have it renewed before')
  })

  it.each([
    ['CERT_HAS_EXPIRED', 'has expired'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'for another name'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'by nobody but itself'],
    ['UNABLE_TO_GET_ISSUER_CERT', 'is not trusted'],
  ])('is explained when it is not trusted: %s', (problem, words) => {
    expect(show({ ok: false, tls: { ...certificate, problem } })).toContain(words)
  })

  it('is nothing where nothing is encrypted', () => {
    expect(show({})).toBe('')
  })
})
