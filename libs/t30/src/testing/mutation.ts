import { FCF } from '../frame/fcf.ts';
import type { LineSignal } from '../line/line-signal.ts';
import { IMAGE_MODEMS } from '../line/modem.ts';
import type { Impairment } from './simulated-line.ts';

/** 0 up to but not including 1. */
export type Random = () => number;

/** Numerical Recipes' linear congruence: the same numbers for the same seed. */
export function randomOf(seed: number): Random {
  let state = (seed ^ 0x9e3779b9) >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const CONTROL_FIELDS = Object.values(FCF);
const LONGEST_OCTETS = 300;

/** A line that changes what goes over it as somebody would who knows the protocol: one signal in so many. */
export function mutating(random: Random, oneIn: number): Impairment {
  return (signal) => (random() * oneIn < 1 ? mutate(signal, random) : signal);
}

function mutate(signal: LineSignal, random: Random): LineSignal | undefined {
  const kind = pick(random, ['lost', 'changed', 'changed', 'changed', 'other'] as const);
  if (kind === 'lost') return undefined;
  if (kind === 'other') return pick(random, OTHERS)(random);
  if (signal.type === 'frame') return { ...signal, octets: mutateFrame(signal.octets, random), intact: random() < 0.8 };
  if (signal.type === 'image') return { ...signal, octets: spoil(signal.octets, random) };
  if (signal.type === 'carrier') return { ...signal, modem: pick(random, ['v21', ...IMAGE_MODEMS] as const) };
  return signal;
}

const OTHERS: readonly ((random: Random) => LineSignal)[] = [
  () => ({ type: 'silence' }),
  (random) => ({ type: 'carrier', modem: pick(random, ['v21', ...IMAGE_MODEMS] as const) }),
  (random) => ({ type: 'frame', modem: 'v21', octets: anyFrame(random), intact: true }),
  (random) => ({ type: 'frame', modem: pick(random, IMAGE_MODEMS), octets: anyFrame(random), intact: true }),
  (random) => ({ type: 'image', modem: pick(random, IMAGE_MODEMS), octets: new Uint8Array(Math.floor(random() * LONGEST_OCTETS)) }),
];

/** Another control field, one more or fewer octets, a bit turned, or a control octet that is none. */
function mutateFrame(octets: Uint8Array, random: Random): Uint8Array {
  const kind = pick(random, ['fcf', 'cut', 'longer', 'bits', 'final'] as const);
  if (kind === 'cut') return octets.slice(0, Math.floor(random() * octets.length));
  if (kind === 'longer') return Uint8Array.of(...octets, ...anyOctets(random));
  if (kind === 'bits') return spoil(octets, random);
  const changed = octets.slice();
  if (kind === 'fcf') changed[2] = pick(random, CONTROL_FIELDS) | (random() < 0.5 ? 0x80 : 0);
  else changed[1] = (changed[1] ?? 0) ^ 0x08;
  return changed;
}

function anyFrame(random: Random): Uint8Array {
  return Uint8Array.of(0xff, random() < 0.8 ? 0xc8 : 0xc0, pick(random, CONTROL_FIELDS) | (random() < 0.5 ? 0x80 : 0), ...anyOctets(random));
}

function anyOctets(random: Random): Uint8Array {
  const most = random() < 0.8 ? 6 : LONGEST_OCTETS;
  return Uint8Array.from({ length: Math.floor(random() * most) }, () => Math.floor(random() * 256));
}

function spoil(octets: Uint8Array, random: Random): Uint8Array {
  const changed = octets.slice();
  const at = Math.floor(random() * changed.length);
  if (changed.length > 0) changed[at] = (changed[at] ?? 0) ^ (1 << Math.floor(random() * 8));
  return changed;
}

function pick<T>(random: Random, values: readonly T[]): T {
  return values[Math.floor(random() * values.length)] as T;
}
