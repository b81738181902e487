import { describe, expect, it } from 'vitest'
import { lightHtml } from './light-html.ts'

describe('HTML that is too long', () => {
  it('is cut, without counting style sheets, scripts and tags of absurd length', () => {
    const sheet = `<style>${'p{color:red}'.repeat(1000)}</style><script>${'x()'.repeat(1000)}</script >`
    const huge = `<p ${'a=1 '.repeat(100_000)}>`
    expect(lightHtml(`${sheet}a<b>c</b>${huge}d${'e'.repeat(100)}`, 20)).toBe(
      'a<b>c</b>deeeeeeeeee',
    )
    expect(lightHtml(`${'<i>x'.repeat(100)}${huge}`, 8)).toBe('<i>x<i>x')
    expect(lightHtml('x'.repeat(100), 8)).toBe('xxxxxxxx')
    expect(lightHtml(`a<p ${'b'.repeat(70_000)}`, 30)).toBe('a')
  })

  it('is left alone when it is short', () => {
    expect(lightHtml('<style>p{}</style>a', 100)).toBe('<style>p{}</style>a')
  })
})
