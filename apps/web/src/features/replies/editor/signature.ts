import { Node } from '@tiptap/core'

const MARK = 'data-levee-part'

/** What mails end with: it is replaced as a whole when another mailbox sends. */
export const Signature = Node.create({
  name: 'signature',
  group: 'part',
  content: 'block+',
  defining: true,
  parseHTML: () => [{ tag: `div[${MARK}="signature"]` }],
  renderHTML: () => ['div', { [MARK]: 'signature' }, 0],
})
