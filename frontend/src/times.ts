import { clock } from './clock';
import { ago, countdown } from './words';

const SECOND = 1000;

/** Keeps `<time data-ago>` and `<time data-countdown>` true while a page stays open. */
export function keepTimesFresh(root: Document): void {
  const refresh = () => {
    const now = clock.now();
    for (const time of root.querySelectorAll<HTMLTimeElement>('time[data-ago]')) {
      write(time, ago(new Date(time.dateTime), now));
    }
    for (const time of root.querySelectorAll<HTMLTimeElement>('time[data-countdown]')) {
      write(time, countdown(new Date(time.dateTime), now));
    }
  };
  refresh();
  window.setInterval(refresh, SECOND);
}

function write(time: HTMLTimeElement, words: string): void {
  if (time.textContent !== words) {
    time.textContent = words;
  }
}
