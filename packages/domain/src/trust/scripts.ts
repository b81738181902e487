/** Scripts whose letters can be taken for those of another one; others are told apart at a glance. */
const SCRIPTS = {
  latin: /\p{Script=Latin}/u,
  cyrillic: /\p{Script=Cyrillic}/u,
  greek: /\p{Script=Greek}/u,
  armenian: /\p{Script=Armenian}/u,
  hebrew: /\p{Script=Hebrew}/u,
  arabic: /\p{Script=Arabic}/u,
  georgian: /\p{Script=Georgian}/u,
  cherokee: /\p{Script=Cherokee}/u,
  eastAsian:
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u,
}

/** Whether one word is written in several scripts, as no language does; East Asian ones mix with Latin (UTS #39 §5.2). */
export function mixesScripts(label: string): boolean {
  const found = Object.entries(SCRIPTS).filter(([, letters]) => letters.test(label))
  const names = found.map(([name]) => name).filter((name) => name !== 'eastAsian')
  return names.length > 1
}
