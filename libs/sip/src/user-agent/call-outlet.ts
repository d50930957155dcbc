import type { CallEnd, CallListener, SdpAnswer } from './call.ts';

/** The listener's side of a call: nothing is told after the end, and the end is told once. */
export class CallOutlet {
  #listener: CallListener = {};
  #end: CallEnd | undefined;
  #settle!: (end: CallEnd) => void;
  readonly ended: Promise<CallEnd>;

  constructor() {
    this.ended = new Promise((resolve) => (this.#settle = resolve));
  }

  get isEnded(): boolean {
    return this.#end !== undefined;
  }

  listen(listener: CallListener): void {
    this.#listener = listener;
    if (this.#end !== undefined) listener.onEnded?.(this.#end);
  }

  provisional(status: number, reason: string, sdp: string | undefined): void {
    if (this.#end === undefined) this.#listener.onProvisional?.(status, reason, sdp);
  }

  answered(sdp: string): void {
    if (this.#end === undefined) this.#listener.onAnswered?.(sdp);
  }

  /** False when nobody listens for offers. */
  reoffer(sdp: string, respond: (answer: SdpAnswer) => void): boolean {
    if (this.#end !== undefined || this.#listener.onReoffer === undefined) return false;
    this.#listener.onReoffer(sdp, respond);
    return true;
  }

  remoteChanged(sdp: string): void {
    if (this.#end === undefined) this.#listener.onRemoteChanged?.(sdp);
  }

  end(end: CallEnd): void {
    if (this.#end !== undefined) return;
    this.#end = end;
    this.#settle(end);
    this.#listener.onEnded?.(end);
  }
}
