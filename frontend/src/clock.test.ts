import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

const HERE = Date.parse('2026-11-24T12:00:00Z');

beforeEach(() => {
  vi.useFakeTimers({ now: HERE });
  vi.stubGlobal('document', { querySelector: () => null });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('ServerClock', () => {
  it('goes by the server where the browser is wrong by hours', async () => {
    const { ServerClock } = await import('./clock');
    const clock = new ServerClock();
    clock.set('2026-11-24T07:30:00Z', HERE - 500);
    vi.advanceTimersByTime(2000);
    expect(clock.now()).toEqual(new Date('2026-11-24T07:30:02.500Z'));
  });

  it('keeps what it knew where the server said nothing', async () => {
    const { ServerClock } = await import('./clock');
    const clock = new ServerClock();
    clock.set('2026-11-24T13:00:00Z', HERE);
    clock.set(null, HERE);
    clock.set('later', HERE);
    expect(clock.now()).toEqual(new Date('2026-11-24T13:00:00Z'));
  });
});
