/** Opened by a double click, these run. Pages are among them: their usual use in mail is to ask for passwords. */
const RUNS =
  /\.(?:exe|com|scr|pif|cpl|msi|msp|msix|appx|bat|cmd|ps1|psm1|vbs?|vbe|jse?|wsf|wsh|wsc|hta|html?|shtml?|xhtml?|mht|mhtml|svgz?|jar|lnk|url|website|inf|reg|chm|hlp|dll|ocx|sys|scf|sct|apk|app|command|dmg|pkg|iso|img|vhdx?|library-ms|search-ms|settingcontent-ms|appref-ms|xll|wll|one|desktop|sh|csh|run)$/i
/** These can only mislead: as a page, they are also sent in good faith. */
const PAGES = /\.(?:html?|shtml?|xhtml?|mht|mhtml|svgz?|one|sh|img|url)$/i
/** Packed so that a filter does not see what it is. */
const PACKED = /\.(?:zip|xz|gz|bz2|7z|rar|ace|cab|arj|lzh|z|tgz)$/i
const MACROS = /\.(?:docm|dotm|xlsm|xltm|xlsb|xlam|pptm|potm|ppam|ppsm|sldm)$/i
const DOCUMENT =
  /\.(?:pdf|docx?|xlsx?|pptx?|odt|ods|odp|rtf|txt|csv|jpe?g|png|gif|tiff?|zip|mp[34]|eml|xml)[\s._\u00A0-]*\.[a-z0-9-]{2,15}$/i

export type FileDanger = 'runs' | 'disguised' | 'page' | 'macros'

/**
 * What can happen when a file with this name is opened; undefined when nothing speaks against it.
 * `disguised`: it runs or is a page, and its name ends like a document in front of that.
 */
export function fileDanger(name: string): FileDanger | undefined {
  const bare = name.replaceAll(/[\p{Cf}\p{Cc}]/gu, '').replace(/[\s.]+$/, '')
  const isReversed = /[\u202A-\u202E\u2066-\u2069]/.test(name)
  if (RUNS.test(bare)) {
    if (DOCUMENT.test(bare) || isReversed) return 'disguised'
    return PAGES.test(bare) ? 'page' : 'runs'
  }
  if (isReversed) return 'disguised'
  const inner = bare.replace(PACKED, '')
  if (inner !== bare && RUNS.test(inner) && !PAGES.test(inner)) return 'runs'
  return MACROS.test(bare) ? 'macros' : undefined
}
