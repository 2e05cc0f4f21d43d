/** On a narrow screen the rail is a strip; it begins at the page one is on. */
export function showWhereOneIs(root: Document): void {
  const current = root.querySelector<HTMLElement>('.rail nav [aria-current]');
  const strip = current?.closest('nav');
  if (current && strip) {
    strip.scrollLeft = current.offsetLeft - strip.clientWidth / 2 + current.offsetWidth / 2;
  }
}
