const LONGEST_SIGNATURE = 12 // lines; a longer text below two dashes is a text
const DELIMITER = /^\s*--\s*$/u
/** What telephones add by themselves. */
const SENT_FROM =
  /^\s*[-*]?\s*(?:sent from|get outlook for|sent via|envoyé (?:de|depuis|à partir)|enviado (?:desde|do|a partir)|inviato da|von meine[mr].*gesendet|gesendet (?:von|mit)|verzonden (?:vanaf|met)|verstuurd vanaf|skickat från|sendt fra|wysłane z)\b.{0,80}$/iu
const RULES_ONLY = /^[\s\p{P}\p{S}\u1427]*$/u

/**
 * Where the signature begins with which a text ends: two dashes (RFC 3676 §4.3), or what a telephone
 * adds. The number of lines when it has none.
 */
export function startOfSignature(lines: readonly string[], end = lines.length): number {
  const last = lastLine(lines, end)
  const earliest = Math.max(0, last - LONGEST_SIGNATURE)
  for (let start = last - 1; start >= earliest; start--) {
    const line = lines[start] ?? ''
    if (/^\s*>/.test(line)) break
    if (DELIMITER.test(line) || SENT_FROM.test(line)) {
      if (SENT_FROM.test(line) && start < last - 2) break // somebody wrote on below
      return withRulesAbove(lines, start)
    }
  }
  return end
}

/** Lines of nothing but punctuation that lead to it belong to it. */
function withRulesAbove(lines: readonly string[], start: number): number {
  let from = start
  while (from > 0 && RULES_ONLY.test(lines[from - 1] ?? '')) from--
  return from
}

function lastLine(lines: readonly string[], end: number): number {
  let last = end
  while (last > 0 && lines[last - 1]?.trim() === '') last--
  return last
}
