/** The set-up link carries its code behind the `#`, which stays in the browser: put it into its field, and out of the address. */
export function takeCodeFromAddress(root: Document): void {
  const form = root.querySelector<HTMLFormElement>('form[data-code-in-address]');
  const field = form?.elements.namedItem(form.dataset.codeInAddress ?? '');
  const code = window.location.hash.slice(1);
  if (field instanceof HTMLInputElement && code !== '') {
    field.value = code;
    window.history.replaceState(null, '', window.location.pathname);
  }
}
