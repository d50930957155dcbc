import { randomBelow } from '../random.ts';
import type { Random } from '../random.ts';
import type { SrvRecord } from './dns-lookup.ts';

/** RFC 2782: by priority, and within one by chance in proportion to the weights. */
export function srvOrder(records: readonly SrvRecord[], random: Random): SrvRecord[] {
  const priorities = [...new Set(records.map(({ priority }) => priority))].sort((one, other) => one - other);
  return priorities.flatMap((priority) => shuffled(records.filter((record) => record.priority === priority), random));
}

function shuffled(records: readonly SrvRecord[], random: Random): SrvRecord[] {
  // Weightless records first: they then have a small chance to be taken early, and no more.
  const left = [...records].sort((one, other) => one.weight - other.weight);
  const ordered: SrvRecord[] = [];
  while (left.length > 0) ordered.push(...left.splice(pick(left, random), 1));
  return ordered;
}

function pick(records: readonly SrvRecord[], random: Random): number {
  const total = records.reduce((sum, { weight }) => sum + weight, 0);
  let point = randomBelow(random, total + 1);
  const at = records.findIndex(({ weight }) => (point -= weight) <= 0);
  return Math.max(0, at);
}
