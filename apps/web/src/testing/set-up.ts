import { i18n } from '@lingui/core'
import { cleanup, configure } from '@testing-library/react'
import { afterEach, beforeEach } from 'vitest'
import { messages as administration } from '../locales/administration/en.po'
import { messages } from '../locales/en.po'

configure({ asyncUtilTimeout: 10_000 }) // the machine may have other work

beforeEach(() => {
  i18n.loadAndActivate({ locale: 'en', messages: { ...messages, ...administration } })
})

afterEach(() => {
  cleanup()
  globalThis.localStorage?.clear()
})
