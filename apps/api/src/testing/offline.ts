import type { PublicDialer } from '@levee/mail'

/** No test reaches the Internet. */
export const offline: PublicDialer = {
  resolve: async (host) => {
    throw new Error(`A test asked for ${host}.`)
  },
  connect: ({ host }) => {
    throw new Error(`A test connected to ${host}.`)
  },
}
