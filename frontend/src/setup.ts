/**
 * The set-up link carries its code behind the `#`, which stays in the browser: put it into its field, and out of the address.
 * Where the page is open already, following the link changes nothing but what is behind the `#`.
 */
export function takeCodeFromAddress(root: Document): void {
  const form = root.querySelector<HTMLFormElement>('form[data-code-in-address]');
  const field = form?.elements.namedItem(form.dataset.codeInAddress ?? '');
  if (!(field instanceof HTMLInputElement)) {
    return;
  }
  const take = () => {
    const code = window.location.hash.slice(1);
    if (code !== '') {
      field.value = code;
      window.history.replaceState(null, '', window.location.pathname);
    }
  };
  take();
  window.addEventListener('hashchange', take);
}
