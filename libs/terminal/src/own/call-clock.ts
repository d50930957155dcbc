/** Wall time beyond the agreed rest that one look at the clock may make up for: after a longer stall the protocol is late, not in a rush. */
const MAX_CATCH_UP_WALL_MS = 60;
/** More protocol time at once would run timers out before an answer can arrive. */
const MAX_CATCH_UP_PROTOCOL_MS = 300;
/** The longest pause between packets of two machines that are well is a training of 1.4 s; T4 expires at 3.45 s. */
const QUIET_AFTER_PROTOCOL_MS = 2000;
/** A slow commit at the far end's gate; once for each silence, so that a dead peer is still noticed soon. */
const PATIENCE_WALL_MS = 3000;

/**
 * Protocol time of one call. Time is an argument. As SpanDSP's clock, but continuous: it stands still when told to, makes
 * up for little after a stall, and where it is faster than real it slows down to real while the line is quiet, since the
 * far end may be storing a fact, which takes its time whatever the speed.
 */
export class CallClock {
  #lastWallMs: number | undefined;
  #patienceMs = PATIENCE_WALL_MS;
  #protocolMs = 0;
  #restMs = 0;
  /** Something is being stored, which takes its time whatever the speed: no faster than real. */
  isHeld = false;

  constructor(private readonly speed: number) {}

  get protocolMs(): number {
    return this.#protocolMs;
  }

  /** Moves on to `wallMs`; `quietMs` is the protocol time since anything was sent or heard. */
  moveTo(wallMs: number, quietMs: number): number {
    const elapsedMs = Math.min(Math.max(0, wallMs - (this.#lastWallMs ?? wallMs)), this.#restMs + MAX_CATCH_UP_WALL_MS);
    const speed = this.#speedNow(quietMs);
    const mostMs = this.#restMs * speed + MAX_CATCH_UP_PROTOCOL_MS;
    this.#lastWallMs = wallMs;
    this.#restMs = 0;
    if (quietMs < QUIET_AFTER_PROTOCOL_MS) this.#patienceMs = PATIENCE_WALL_MS;
    else this.#patienceMs = Math.max(0, this.#patienceMs - elapsedMs);
    this.#protocolMs += Math.min(elapsedMs * speed, mostMs);
    return this.#protocolMs;
  }

  /** Nobody means to look at it for this long. */
  rest(wallMs: number): void {
    this.#restMs = wallMs;
  }

  /** The time until it is looked at next does not count: the protocol stands still on purpose. */
  pause(): void {
    this.#lastWallMs = undefined;
    this.#restMs = 0;
  }

  /** Wall time until the protocol gets there, at the pace of now. */
  wallMsUntil(protocolMs: number, quietMs: number): number {
    return Math.max(0, protocolMs - this.#protocolMs) / this.#speedNow(quietMs);
  }

  #speedNow(quietMs: number): number {
    const isPatient = quietMs >= QUIET_AFTER_PROTOCOL_MS && this.#patienceMs > 0;
    return isPatient || this.isHeld ? Math.min(this.speed, 1) : this.speed;
  }
}
