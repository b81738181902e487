import { getUploadedPicture } from '@levee/contract'
import { Node } from '@tiptap/core'
import { urlOf } from '../../../call.ts'

const UPLOAD = /^cid:([0-9a-f-]{36})$/i

/** A picture that was uploaded; the HTML knows it by its upload. Others, and those elsewhere, are not kept. */
export const Picture = Node.create({
  name: 'picture',
  group: 'inline',
  inline: true,
  atom: true,
  draggable: true,
  addAttributes: () => ({
    upload: { default: '' },
    alt: { default: '' },
    width: { default: null },
    height: { default: null },
  }),
  parseHTML: () => [
    {
      tag: 'img[src^="cid:"]',
      getAttrs: (element) => {
        const upload = UPLOAD.exec(element.getAttribute('src') ?? '')?.[1]
        if (upload === undefined) return false
        const [alt, width, height] = ['alt', 'width', 'height'].map((name) =>
          element.getAttribute(name),
        )
        return { upload, alt: alt ?? '', width, height }
      },
    },
  ],
  renderHTML: ({ node: { attrs } }) => {
    const { upload, alt, width, height } = attrs
    return ['img', { src: `cid:${upload}`, alt, width, height }]
  },
  renderText: ({ node }) => String(node.attrs['alt']),
  addNodeView:
    () =>
    ({ node: { attrs } }) => {
      const dom = document.createElement('img')
      dom.src = urlOf(getUploadedPicture, { id: String(attrs['upload']) })
      dom.alt = String(attrs['alt'])
      return { dom }
    },
})
