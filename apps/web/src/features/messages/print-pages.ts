/** Prints the open preview once all its pages are there: those further down load only when they are needed. */
export async function printPages(preview: Element | null): Promise<void> {
  const pictures = [...(preview?.querySelectorAll('img') ?? [])]
  for (const picture of pictures) picture.loading = 'eager'
  await Promise.allSettled(pictures.map((picture) => picture.decode()))
  window.print()
}
