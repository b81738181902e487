const LONGEST_SET = 4000 // characters: command lines beyond 8,192 octets are refused by some servers (RFC 7162 §4)

/** UIDs as IMAP sets (`1:5,9,12:20`), in as few sets as fit into a command line. */
export function uidSets(uids: number[]): string[] {
  const sets: string[] = []
  let set = ''
  for (const [first, last] of runs([...uids].sort((a, b) => a - b))) {
    const run = first === last ? String(first) : `${first}:${last}`
    if (set.length + run.length > LONGEST_SET) {
      sets.push(set)
      set = ''
    }
    set = set ? `${set},${run}` : run
  }
  return set ? [...sets, set] : sets
}

function runs(sorted: number[]): [number, number][] {
  const found: [number, number][] = []
  for (const uid of sorted) {
    const last = found.at(-1)
    if (last && uid <= last[1] + 1) last[1] = uid
    else found.push([uid, uid])
  }
  return found
}
