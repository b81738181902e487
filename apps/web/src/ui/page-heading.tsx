import { type ReactNode, useEffect, useRef } from 'react'

type PageHeadingProps = {
  /** For the window; the heading itself when it is a text. */
  title: string
  className?: string | undefined
  children?: ReactNode
}

/** The `h1` of a page: names the window, and takes the focus when the page is shown so that it is read out. */
export function PageHeading({ title, className, children }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus({ preventScroll: true }), [])
  return (
    <>
      <title>{`${title} · Levee`}</title>
      <h1 ref={heading} tabIndex={-1} className={className}>
        {children ?? title}
      </h1>
    </>
  )
}
