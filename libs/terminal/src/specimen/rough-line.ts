import type { DeliveredIfp, UdptlSessionOptions } from '@faxwire/t38';
import { UdptlSession } from '@faxwire/t38';
import type { ChildPacket } from '../spandsp/child-message.ts';

/** How a network treats datagrams; shares are 0..1. */
export interface RoughLineOptions extends UdptlSessionOptions {
  /** The same seed gives the same call. */
  readonly seed?: number;
  readonly loss?: number;
  /** Datagrams lost in a row; the share that is lost stays the same. */
  readonly burst?: number;
  /** Delivered after the ones behind it. */
  readonly reorder?: number;
  readonly duplicate?: number;
}

/** Later than the two packets behind it. */
const REORDER_MS = 80;

/** One direction of a line that loses, overtakes and repeats, in simulated time. */
export class RoughLine {
  readonly #near: UdptlSession;
  readonly #far = new UdptlSession();
  readonly #random: () => number;
  #losing = 0;
  #underway: { readonly datagram: Uint8Array; readonly atMs: number }[] = [];

  constructor(private readonly options: RoughLineOptions) {
    this.#near = new UdptlSession(options);
    this.#random = randomOf(options.seed ?? 1);
  }

  send(packets: readonly ChildPacket[], nowMs: number): void {
    const { reorder = 0, duplicate = 0 } = this.options;
    for (const datagram of packets.flatMap((packet) => this.#near.send(packet.ifp, packet.copies))) {
      if (this.#loses()) continue;
      this.#underway.push({ datagram, atMs: nowMs + (this.#random() < reorder ? REORDER_MS : 0) });
      if (this.#random() < duplicate) this.#underway.push({ datagram, atMs: nowMs + REORDER_MS });
    }
  }

  arrivals(nowMs: number): DeliveredIfp[] {
    const arrived = this.#underway.filter(({ atMs }) => atMs <= nowMs);
    if (arrived.length > 0) this.#underway = this.#underway.filter(({ atMs }) => atMs > nowMs);
    return arrived.flatMap(({ datagram }) => this.#far.receive(datagram).ifps);
  }

  #loses(): boolean {
    const { loss = 0, burst = 1 } = this.options;
    if (this.#losing === 0 && this.#random() < loss / burst) this.#losing = burst;
    if (this.#losing === 0) return false;
    this.#losing -= 1;
    return true;
  }
}

/** mulberry32: small, and even enough in every bit. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
