import { clock } from './clock';

const BETWEEN_LOOKS_MILLIS = 5000;
const AT_ZERO_MILLIS = 1000;
const LONGEST_REST_MILLIS = 10 * 60 * 1000;

/**
 * Keeps the bar above the content true while a page stays open: looks every few seconds, and each second once a countdown is
 * at zero. It does not look while nobody does: in a hidden tab, or long after the last touch where nothing waits, so that an
 * open page does not keep a session alive.
 */
export function keepBarLive(root: Document): void {
  let touched = Date.now();
  for (const kind of ['pointerdown', 'keydown', 'focus']) {
    window.addEventListener(kind, () => (touched = Date.now()), { passive: true });
  }

  const look = async (): Promise<void> => {
    const bar = root.querySelector<HTMLElement>('[data-bar]');
    const resting = Date.now() - touched > LONGEST_REST_MILLIS && !root.querySelector('.bar-waiting');
    if (!bar || root.hidden || resting) {
      return;
    }
    const asked = Date.now();
    const answer = await fetch(bar.dataset.bar ?? '/bar', { redirect: 'manual', headers: { Accept: 'text/html' } });
    if (!answer.ok) {
      return;
    }
    clock.set(answer.headers.get('Drawbridge-Now'), (asked + Date.now()) / 2);
    show(root, await answer.text());
  };

  let busy = false;
  const lookOnce = () => {
    if (!busy) {
      busy = true;
      // A console that does not answer is asked again; what it said last stays.
      void look().catch(() => undefined).finally(() => (busy = false));
    }
  };
  window.setInterval(lookOnce, BETWEEN_LOOKS_MILLIS);
  window.setInterval(() => {
    if (isAtZero(root)) {
      lookOnce();
    }
  }, AT_ZERO_MILLIS);
  root.addEventListener('visibilitychange', lookOnce);
}

/** Whether a countdown of the bar is over. */
export function isAtZero(root: ParentNode): boolean {
  const time = root.querySelector<HTMLTimeElement>('[data-bar] time[data-countdown]');
  return time !== null && Date.parse(time.dateTime) <= clock.now().getTime();
}

/** Puts another bar there where it says something else; what was unfolded stays so, and what had the focus keeps it. */
function show(root: Document, text: string): void {
  const bar = root.querySelector<HTMLElement>('[data-bar]');
  const fresh = root.createElement('div');
  fresh.innerHTML = text;
  if (!bar || said(fresh) === said(bar)) {
    return;
  }
  const open = bar.querySelector('details')?.open ?? false;
  const held = bar.contains(root.activeElement) ? root.activeElement?.textContent : undefined;
  bar.replaceChildren(...fresh.childNodes);
  const details = bar.querySelector('details');
  if (details) {
    details.open = open;
  }
  if (held) {
    [...bar.querySelectorAll<HTMLElement>('button, a, summary')].find((each) => each.textContent === held)?.focus();
  }
}

/** What a bar says, without the clock that runs in it. */
function said(bar: HTMLElement): string {
  const copy = bar.cloneNode(true) as HTMLElement;
  for (const time of copy.querySelectorAll('time')) {
    time.replaceWith(time.dateTime);
  }
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}
