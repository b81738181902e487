/** A letter floating on calm water: the work is done. */
export function CalmWaterPicture() {
  const wave = 'M4 58c10-7 20-7 31 0s21 7 31 0 21-7 31 0 21 7 31 0'
  return (
    <svg width="132" height="84" viewBox="0 0 132 84" aria-hidden="true">
      <path d={`${wave}v22a4 4 0 0 1-4 4H8a4 4 0 0 1-4-4z`} fill="var(--accent-soft)" />
      <path d={wave} fill="none" stroke="var(--focus)" strokeWidth="2" strokeLinecap="round" />
      <g transform="rotate(-5 66 40)" stroke="var(--text-2)" strokeWidth="2">
        <rect x="42" y="20" width="48" height="33" rx="4.5" fill="var(--bg-surface)" />
        <path d="M44 24l22 15 22-15" fill="none" strokeLinecap="round" strokeLinejoin="round" />
      </g>
    </svg>
  )
}

/** Lines under a magnifying glass: nothing matches. */
export function NothingFoundPicture() {
  return (
    <svg width="120" height="76" viewBox="0 0 120 76" aria-hidden="true">
      <g fill="var(--bg-hover)">
        <rect x="16" y="14" width="62" height="12" rx="4" />
        <rect x="16" y="32" width="78" height="12" rx="4" />
        <rect x="16" y="50" width="50" height="12" rx="4" />
      </g>
      <g stroke="var(--text-2)" strokeWidth="2" strokeLinecap="round">
        <circle cx="84" cy="42" r="17" fill="var(--bg-surface)" />
        <path d="M96.5 54.5L108 66" />
      </g>
    </svg>
  )
}

/** A line that broke: the connection is gone. */
export function BrokenLinePicture() {
  return (
    <svg width="128" height="76" viewBox="0 0 128 76" fill="none" aria-hidden="true">
      <path d="M6 46h30M92 46h30" stroke="var(--border-strong)" strokeWidth="3" />
      <path
        d="M36 46c6 0 7-10 13-10M92 46c-6 0-7 10-13 10"
        stroke="var(--danger-text)"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <g fill="var(--danger-text)">
        <circle cx="52" cy="36" r="4" />
        <circle cx="76" cy="56" r="4" />
      </g>
      <path d="M60 22l3 8M70 20l-1 9M78 26l-5 6" stroke="var(--warn)" strokeWidth="2.4" />
    </svg>
  )
}
