/** What is done with HTML that people see, in one module that the reading thread loads when it is asked for. */
export { messageHtml } from './message-html.ts'
export { quotedHtml } from './quoted-html.ts'
export { writtenHtml } from './written-html.ts'
