/** When a tenant has numbers called, in the time of whoever is called. */
export interface CallingWindow {
  /** Minutes after midnight; from is in it, until is not. A window that ends before it begins goes on past midnight. */
  readonly from: number;
  readonly until: number;
  /** The days on which it begins: 1 for Monday to 7 for Sunday. */
  readonly days: readonly number[];
  /** IANA names. A country with several has to be awake in all of them: a number does not say where it rings. */
  readonly timeZones: readonly string[];
}

const MINUTE_MS = 60_000;
const DAY_MINUTES = 1_440;
const WEEK_DAYS = 7;
/** A week has every day and every hour; one day more for a clock that is changed. */
const HORIZON_MS = 8 * DAY_MINUTES * MINUTE_MS;
/** Each look leads at least a minute on, most of them hours; zones that never agree are given up on. */
const MAX_LOOKS = 400;

/** The moment from which on the window is open: `now` where it is open already; undefined where it is not for more than a week. */
export function windowOpensAt(window: CallingWindow, now: number): number | undefined {
  let at = now;
  for (let look = 0; look < MAX_LOOKS && at - now <= HORIZON_MS; look++) {
    const moment = at;
    const closed = window.timeZones.find((zone) => !isOpen(window, localTime(moment, zone)));
    if (closed === undefined) return at;
    const opens = nextOpening(window, at, closed);
    if (opens === undefined) return undefined;
    at = Math.max(opens, at - (at % MINUTE_MS) + MINUTE_MS);
  }
  return undefined;
}

interface LocalTime {
  /** 1 to 7. */
  readonly day: number;
  readonly minute: number;
}

function isOpen({ from, until, days }: CallingWindow, { day, minute }: LocalTime): boolean {
  if (from < until) return days.includes(day) && minute >= from && minute < until;
  return (days.includes(day) && minute >= from) || (days.includes(dayBefore(day)) && minute < until);
}

const dayBefore = (day: number): number => (day === 1 ? WEEK_DAYS : day - 1);

/** By the clock on the wall; where that is changed on the way, the moment is put right by what the clock shows then. */
function nextOpening({ from, days }: CallingWindow, at: number, zone: string): number | undefined {
  const { day, minute } = localTime(at, zone);
  const midnight = at - (at % MINUTE_MS) - minute * MINUTE_MS;
  for (let ahead = 0; ahead <= WEEK_DAYS; ahead++) {
    const isLater = ahead > 0 || minute < from;
    if (!isLater || !days.includes(((day - 1 + ahead) % WEEK_DAYS) + 1)) continue;
    const guess = midnight + (ahead * DAY_MINUTES + from) * MINUTE_MS;
    return guess + shiftTo(from, localTime(guess, zone).minute) * MINUTE_MS;
  }
  return undefined;
}

/** From what the clock shows to what it should, the shorter way round. */
function shiftTo(wanted: number, shown: number): number {
  const ahead = (wanted - shown + DAY_MINUTES) % DAY_MINUTES;
  return ahead > DAY_MINUTES / 2 ? ahead - DAY_MINUTES : ahead;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
/** There are some hundred zones, and making a formatter takes longer than using it. */
const FORMATS = new Map<string, Intl.DateTimeFormat>();

function localTime(at: number, zone: string): LocalTime {
  const format = FORMATS.get(zone) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, hourCycle: 'h23', weekday: 'short', hour: '2-digit', minute: '2-digit' });
  FORMATS.set(zone, format);
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return { day: DAYS.indexOf(parts.get('weekday') ?? '') + 1, minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')) };
}
