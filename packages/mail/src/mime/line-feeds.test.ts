import { expect, it } from 'vitest'
import { withLineFeeds } from './line-feeds.ts'

it.each([
  ['a\rb\r\rc', 'a\nb\n\nc'],
  ['a\r\nb\rc', 'a\r\nb\rc'],
  ['a\nb', 'a\nb'],
  ['', ''],
])('lines that end in CR alone end in LF: %j', (raw, expected) => {
  expect(withLineFeeds(Buffer.from(raw)).toString()).toBe(expected)
})
