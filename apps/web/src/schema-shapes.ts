/**
 * Stands in for TypeBox in the browser's bundle (vite.config.ts). The browser takes types, methods and
 * URLs from the contract; it never validates, so the schemas need no more than their members.
 */
type Shape = { properties?: object }

const shapes = {
  Object: (properties: object): Shape => ({ properties }),
  Partial: (shape: Shape): Shape => shape,
}

export const Type: object = new Proxy(shapes, {
  get: (known, name) => Reflect.get(known, name) ?? ((): Shape => ({})),
})
