/** The mark: an envelope's flap above the water line. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <rect width="24" height="24" rx="6.5" fill="var(--accent)" />
      <g fill="none" stroke="var(--on-accent)" strokeWidth="1.9" strokeLinecap="round">
        <path d="M4.6 7.2l6.2 4.5a2 2 0 0 0 2.4 0l6.2-4.5" strokeLinejoin="round" />
        <path
          d="M4.6 16.6c1.25-1.1 2.45-1.1 3.7 0s2.45 1.1 3.7 0 2.45-1.1 3.7 0 2.45 1.1 3.7 0"
          opacity=".82"
        />
      </g>
    </svg>
  )
}
