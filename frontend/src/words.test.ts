import { describe, expect, it } from 'vitest';
import { ago, countdown } from './words';

const NOW = new Date('2026-11-24T12:00:00Z');

function before(seconds: number): Date {
  return new Date(NOW.getTime() - seconds * 1000);
}

describe('ago', () => {
  it.each([
    [0, 'just now'],
    [9, 'just now'],
    [10, '10 s ago'],
    [59, '59 s ago'],
    [60, '1 min ago'],
    [3599, '59 min ago'],
    [3600, '1 h ago'],
    [-7199, 'in 1 h 59 min'],
    [5 * 3600 + 61, '5 h 1 min ago'],
    [86399, '23 h ago'],
    [86400, '1 day ago'],
    [172800, '2 days ago'],
    [-58 * 60, 'in 58 min'],
  ])('tells %i seconds as "%s"', (seconds, words) => {
    expect(ago(before(seconds), NOW)).toBe(words);
  });
});

describe('countdown', () => {
  it.each([
    [-120, '2:00'],
    [-119, '1:59'],
    [-9.2, '0:10'],
    [0, '0:00'],
    [5, '0:00'],
  ])('shows what is left %i seconds after its end as "%s"', (seconds, words) => {
    expect(countdown(before(seconds), NOW)).toBe(words);
  });
});
