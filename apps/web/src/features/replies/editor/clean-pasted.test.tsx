import { describe, expect, it } from 'vitest'
import { cleanPasted } from './clean-pasted.ts'

describe('what is pasted from a word processor', () => {
  it.each([
    ['<b style="font-weight:normal;" id="d"><p>a</p></b>', '<p>a</p>'],
    ['<span style="color:red; font-weight: 700">a</span>', '<span><b>a</b></span>'],
    ["<span style='font-style:italic'>a</span>", '<span><i>a</i></span>'],
    ['<p style="text-decoration:underline">a</p>', '<p><u>a</u></p>'],
    ['<a href="x" style="text-decoration: underline">a</a>', '<a href="x">a</a>'],
    ['<b style="color:red">a</b> style="b"', '<b>a</b> style="b"'],
  ])('%s becomes %s', (html, clean) => {
    expect(cleanPasted(html)).toBe(clean)
  })
})
