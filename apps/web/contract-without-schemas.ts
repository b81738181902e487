import { defineRolldownBabelPreset } from '@rolldown/plugin-babel'

/** What is used of Babel's nodes and paths, which come without types. */
type Node = {
  key?: { name?: string }
  leadingComments?: { type: 'CommentBlock'; value: string }[]
}
type Path = {
  node: Node
  remove(): void
  findParent(matches: (parent: { node: { callee?: { name?: string } } }) => boolean): unknown
}

/**
 * The browser takes types, methods and URLs from the contract, and never validates: what endpoints
 * declare under `schema` is left out of its bundle, and what only that used goes with it.
 */
export const contractWithoutSchemas = defineRolldownBabelPreset({
  preset: () => ({
    plugins: [{ visitor: { ObjectProperty: dropSchema, CallExpression: isPure } }],
  }),
  rolldown: { filter: { id: /packages\/contract\/src\// } },
})

function dropSchema(path: Path): void {
  if (path.node.key?.name !== 'schema') return
  if (path.findParent(({ node }) => node.callee?.name === 'endpoint')) path.remove()
}

/** Nothing but declarations stands in the contract: a call whose result nobody uses need not be made. */
function isPure({ node }: Path): void {
  node.leadingComments = [{ type: 'CommentBlock', value: '@__PURE__' }]
}
