import components from './vitest.config.ts'

/** What needs no page: it starts in a third of the time without one. */
export default {
  ...components,
  test: {
    ...components.test,
    name: 'web',
    include: ['src/**/*.test.ts'],
    environment: 'node',
  },
}
