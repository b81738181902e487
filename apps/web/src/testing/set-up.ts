import { i18n } from '@lingui/core'
import { cleanup } from '@testing-library/react'
import { afterEach, beforeEach } from 'vitest'
import { messages as administration } from '../locales/administration/en.po'
import { messages } from '../locales/en.po'

beforeEach(() => {
  i18n.loadAndActivate({ locale: 'en', messages: { ...messages, ...administration } })
})

afterEach(() => {
  cleanup()
  localStorage.clear()
})
