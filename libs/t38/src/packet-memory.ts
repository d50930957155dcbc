/** The last packets by sequence number: enough to send redundancy from, and to repair losses with parity. */
export class PacketMemory {
  readonly #slots: ({ sequence: number; bytes: Uint8Array } | undefined)[];

  constructor(capacity: number) {
    this.#slots = new Array<undefined>(capacity).fill(undefined);
  }

  store(sequence: number, bytes: Uint8Array): void {
    this.#slots[sequence % this.#slots.length] = { sequence, bytes };
  }

  at(sequence: number): Uint8Array | undefined {
    const slot = this.#slots[sequence % this.#slots.length];
    return slot?.sequence === sequence ? slot.bytes : undefined;
  }

  clear(): void {
    this.#slots.fill(undefined);
  }
}
