import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished, vi } from 'vitest'
import { JoiningSocket } from './joining-socket.ts'

it('sends what is written in one turn at once, in order, and nothing is left when it ends', async () => {
  const server = createServer()
  onTestFinished(() => void server.close())
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const heard = once(server, 'connection').then(([socket]) => text(socket))
  const socket = new JoiningSocket()
  socket.connect(portOf(server.address()), '127.0.0.1')
  await once(socket, 'connect')
  const sent = vi.spyOn(socket, '_writev')
  for (const word of ['one ', 'two ', 'three ']) say(word)
  await Promise.resolve()
  say('four ')
  await new Promise((resolve) => setImmediate(resolve))
  expect(sent).toHaveBeenCalledTimes(1)
  say('five ')
  say('six')
  socket.end()
  expect(await heard).toBe('one two three four five six')

  function say(word: string): void {
    socket.cork()
    socket.write(word)
    socket.uncork()
  }
})

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('The server has no port.')
  return address.port
}
