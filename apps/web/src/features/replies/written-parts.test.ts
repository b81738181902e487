import { describe, expect, it } from 'vitest'
import {
  missingIn,
  picturesIn,
  signaturePart,
  withQuotation,
  withSignature,
} from './written-parts.ts'

const quotation = '<div data-levee-part="quotation"><p>Ada :</p></div>'
const nadia = signaturePart('<p>Nadia</p>', '<p>Mairie</p>')

describe('the parts of what is written', () => {
  it('are put where they belong, and replaced there', () => {
    const written = withQuotation(withSignature('<p>Oui.</p>', nadia), quotation)
    expect(written).toBe(`<p>Oui.</p>${nadia}${quotation}`)
    expect(withQuotation(written, '')).toBe(`<p>Oui.</p>${nadia}`)
    expect(withQuotation(`${written}<p>PS</p>`, '')).toBe(`<p>Oui.</p>${nadia}<p>PS</p>`)
    const other = signaturePart('<p>$1 Nadia</p>', '')
    expect(withSignature(written, other)).toBe(`<p>Oui.</p>${other}${quotation}`)
    expect(withSignature(written, '')).toBe(`<p>Oui.</p>${quotation}`)
    expect(withSignature(`<p>Oui.</p>${quotation}`, nadia)).toBe(written)
    expect(signaturePart('', '')).toBe('')
  })

  it('end where they end, whatever a quoted mail consists of', () => {
    const laidOut =
      '<div data-levee-part="quotation"><div>a<div>b</div></div><table><tbody><tr><td>c</td></tr></tbody></table></div>'
    const written = `<p>Oui.</p>${laidOut}<p>PS</p>`
    expect(withQuotation(written, quotation)).toBe(`<p>Oui.</p>${quotation}<p>PS</p>`)
    expect(withSignature(written, nadia)).toBe(`<p>Oui.</p>${nadia}${laidOut}<p>PS</p>`)
  })

  it('tell which pictures are shown and which variables are missing', () => {
    const id = '0198f000-0000-7000-8000-000000000001'
    expect([...picturesIn(`<img src="cid:${id}" alt=""><img src="x">`)]).toEqual([id])
    const variables =
      '<span data-levee-variable="a">{{a}}</span><span data-levee-variable="b" data-levee-value="1">1</span>'
    expect(missingIn(variables + variables)).toEqual(['a'])
  })
})
