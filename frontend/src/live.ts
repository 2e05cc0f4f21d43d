const SETTLE_MILLIS = 120;
const PATIENCE_MILLIS = 8000;

interface Output {
  seq?: number;
  text?: string;
}

/**
 * Follows a job: `data-events` names its event stream. `output` is appended to `[data-output="SEQ"]`; after a `step` or a
 * `state`, every part of the page with `hx-trigger="live from:body"` asks for itself again. The browser reconnects by itself
 * and says which event it saw last; only a console that stays away for some seconds counts as lost, since a stream also ends
 * when its job does.
 */
export function followJobs(root: Document): void {
  const follower = root.querySelector<HTMLElement>('[data-events]');
  const address = follower?.dataset.events;
  if (!follower || !address) {
    return;
  }
  const source = new EventSource(address);
  let waiting: number | undefined;
  let lost: number | undefined;
  const refresh = () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => root.body.dispatchEvent(new CustomEvent('live')), SETTLE_MILLIS);
  };
  source.addEventListener('step', refresh);
  source.addEventListener('state', refresh);
  source.addEventListener('output', (event) => append(root, JSON.parse((event as MessageEvent<string>).data) as Output));
  source.addEventListener('open', () => {
    window.clearTimeout(lost);
    lost = undefined;
    follower.removeAttribute('data-lost');
  });
  source.addEventListener('error', () => {
    lost ??= window.setTimeout(() => {
      follower.toggleAttribute('data-lost', !follower.querySelector('[data-ended]'));
    }, PATIENCE_MILLIS);
  });
  window.addEventListener('pagehide', () => source.close());
}

/**
 * Follows the inventory: `data-inventory` names its event stream. After an event, every part of the page with
 * `hx-trigger="inventory from:body"` asks for itself again. A page that comes back from the browser's memory follows again, and
 * is told at once where it shows something old.
 */
export function followInventory(root: Document): void {
  const address = root.querySelector<HTMLElement>('[data-inventory]')?.dataset.inventory;
  if (!address) {
    return;
  }
  let source: EventSource;
  let waiting: number | undefined;
  const open = () => {
    source = new EventSource(address);
    source.addEventListener('inventory', () => {
      window.clearTimeout(waiting);
      waiting = window.setTimeout(() => root.body.dispatchEvent(new CustomEvent('inventory')), SETTLE_MILLIS);
    });
  };
  open();
  window.addEventListener('pagehide', () => source.close());
  window.addEventListener('pageshow', (event) => event.persisted && open());
}

/** What a person folded or unfolded stays so when its part of the page is fetched anew. */
export function keepUnfolded(root: Document): void {
  const chosen = new Map<string, boolean>();
  root.addEventListener('click', (event) => {
    const details = event.target instanceof Element ? event.target.closest('summary')?.parentElement : undefined;
    if (details instanceof HTMLDetailsElement && details.id !== '') {
      chosen.set(details.id, !details.open);
    }
  });
  root.addEventListener('htmx:afterSwap', () => {
    for (const [id, open] of chosen) {
      const details = root.getElementById(id);
      if (details instanceof HTMLDetailsElement) {
        details.open = open;
      }
    }
  });
}

function append(root: Document, output: Output): void {
  const log = root.querySelector<HTMLElement>(`[data-output="${output.seq ?? ''}"]`);
  if (!log || output.text === undefined) {
    return;
  }
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 24;
  log.append(`${output.text}\n`);
  if (atEnd) {
    log.scrollTop = log.scrollHeight;
  }
}
