const SETTLE_MILLIS = 120;

interface Output {
  seq?: number;
  text?: string;
}

/**
 * Follows a job: `data-events` names its event stream. `output` is appended to `[data-output="SEQ"]`; after a `step` or a
 * `state`, every part of the page with `hx-trigger="live from:body"` asks for itself again. The browser reconnects by itself
 * and says which event it saw last.
 */
export function followJobs(root: Document): void {
  const follower = root.querySelector<HTMLElement>('[data-events]');
  const address = follower?.dataset.events;
  if (!follower || !address) {
    return;
  }
  const source = new EventSource(address);
  let waiting: number | undefined;
  const refresh = () => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(() => root.body.dispatchEvent(new CustomEvent('live')), SETTLE_MILLIS);
  };
  source.addEventListener('step', refresh);
  source.addEventListener('state', refresh);
  source.addEventListener('output', (event) => append(root, JSON.parse((event as MessageEvent<string>).data) as Output));
  source.addEventListener('open', () => follower.removeAttribute('data-lost'));
  source.addEventListener('error', () => follower.setAttribute('data-lost', ''));
  window.addEventListener('pagehide', () => source.close());
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
