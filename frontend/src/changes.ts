/** On a plan, `j` and `k` walk from change to change. */
export function walkChanges(root: Document): void {
  root.addEventListener('keydown', (event) => {
    const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
    if (step === 0 || event.ctrlKey || event.metaKey || event.altKey || writes(event.target)) {
      return;
    }
    const changes = [...root.querySelectorAll<HTMLElement>('[data-change]')];
    const at = changes.findIndex((change) => change === root.activeElement || change.contains(root.activeElement));
    const next = changes[at === -1 ? 0 : at + step];
    if (next) {
      event.preventDefault();
      next.focus({ preventScroll: true });
      next.scrollIntoView({ block: 'start' });
    }
  });
}

function writes(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}
