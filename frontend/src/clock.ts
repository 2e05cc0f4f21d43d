/** The server's time: a browser's own clock may be wrong by hours, and it is the server that acts when a time is over. */
export class ServerClock {
  private ahead = 0;

  /** Sets it by what the server said was the time when it answered, and when that answer came by the browser's clock. */
  set(server: string | null | undefined, came: number): void {
    const said = Date.parse(server ?? '');
    if (!Number.isNaN(said)) {
      this.ahead = said - came;
    }
  }

  now(): Date {
    return new Date(Date.now() + this.ahead);
  }
}

/** When the page's answer began to come, by the browser's clock. */
export function pageCame(): number {
  const [page] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  return Date.now() - (page ? performance.now() - page.responseStart : 0);
}

/** The clock of this page, as the page itself sets it. */
export const clock = new ServerClock();
clock.set(document.querySelector<HTMLElement>('[data-now]')?.dataset.now, pageCame());
