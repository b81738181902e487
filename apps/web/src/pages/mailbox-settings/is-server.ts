import type { Server } from '../../features/mailboxes/suggest-servers.ts'

/** Whether a server is described well enough to be tried. */
export function isServer({ host, port }: Server): boolean {
  return host !== '' && port > 0 && port <= 65_535
}
