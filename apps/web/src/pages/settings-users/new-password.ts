const letters = 'abcdefghjkmnpqrstuvwxyz23456789' // without those that look alike
const groups = 4
const groupLength = 4

/** A random password that can be read out: four groups of four letters and digits, about 79 bits. */
export function newPassword(): string {
  return Array.from({ length: groups }, randomGroup).join('-')
}

function randomGroup(): string {
  return Array.from({ length: groupLength }, randomLetter).join('')
}

/** Every letter is equally likely: numbers beyond the last whole round of the alphabet are drawn again. */
function randomLetter(): string {
  const limit = 256 - (256 % letters.length)
  const [value = limit] = crypto.getRandomValues(new Uint8Array(1))
  return value < limit ? letters.charAt(value % letters.length) : randomLetter()
}
