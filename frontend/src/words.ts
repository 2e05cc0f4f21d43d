const MINUTE = 60;
const HOUR = 60 * MINUTE;
/** Below that many hours the minutes are told too. */
const FEW_HOURS = 6;
const DAY = 24 * HOUR;

/** "just now", "3 min ago", "in 2 h": the same words as the server's `Times`. */
export function ago(then: Date, now: Date): string {
  const seconds = Math.round((now.getTime() - then.getTime()) / 1000);
  const amount = length(Math.abs(seconds));
  if (amount === undefined) {
    return 'just now';
  }
  return seconds > 0 ? `${amount} ago` : `in ${amount}`;
}

/** "1:59", and "0:00" once the time is up. */
export function countdown(until: Date, now: Date): string {
  const seconds = Math.max(0, Math.ceil((until.getTime() - now.getTime()) / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

function length(seconds: number): string | undefined {
  if (seconds < 10) {
    return undefined;
  }
  if (seconds < MINUTE) {
    return `${seconds} s`;
  }
  if (seconds < HOUR) {
    return `${Math.floor(seconds / MINUTE)} min`;
  }
  if (seconds < DAY) {
    const hours = Math.floor(seconds / HOUR);
    const minutes = Math.floor((seconds % HOUR) / MINUTE);
    return hours < FEW_HOURS && minutes > 0 ? `${hours} h ${minutes} min` : `${hours} h`;
  }
  const days = Math.floor(seconds / DAY);
  return days === 1 ? '1 day' : `${days} days`;
}
