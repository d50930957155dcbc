/** How a call ended; exactly one comes for every call. */
export type CallEnd =
  | {
      readonly kind: 'refused';
      readonly status: number;
      readonly reason: string;
      readonly retryAfterSeconds?: number;
      /** Q.850 cause of a Reason header. */
      readonly q850Cause?: number;
      /** First Contact URI of a 3xx; it is not followed. */
      readonly contact?: string;
    }
  /** It rang until the ring time-out (outgoing) or nobody answered or refused it here (incoming). */
  | { readonly kind: 'no_answer' }
  /** No response at all: timer B, or the INVITE time-out before it. */
  | { readonly kind: 'timeout' }
  | { readonly kind: 'cancelled' }
  /** `reason` is the Reason header as it came. */
  | { readonly kind: 'remote_bye'; readonly reason?: string }
  | { readonly kind: 'local_bye' }
  | { readonly kind: 'transport'; readonly detail: string }
  | { readonly kind: 'protocol'; readonly detail: string };

export type SdpAnswer =
  | { readonly ok: true; readonly sdp: string }
  | { readonly ok: false; readonly status: number; readonly reason: string };

export interface CallListener {
  /** 101-199 to our INVITE; `sdp` is early media. */
  onProvisional?(status: number, reason: string, sdp?: string): void;
  /** The call stands; `sdp` is the far end's description. */
  onAnswered?(sdp: string): void;
  /**
   * The far end offers other media. `respond` counts once; without a listener, or without a response within
   * `reofferTimeoutMs`, the offer is refused with 488 and the call stays as it was. A repeat of the description in
   * force (session refresh) is answered with ours and not reported.
   */
  onReoffer?(sdp: string, respond: (answer: SdpAnswer) => void): void;
  /** An answer to our repeated description differs from the last one: the far end listens elsewhere now. */
  onRemoteChanged?(sdp: string): void;
  onEnded?(end: CallEnd): void;
}

/** What both directions of a call share. */
export interface Call {
  readonly id: string;
  readonly callId: string;
  readonly direction: 'outgoing' | 'incoming';
  readonly answered: boolean;
  /** Resolves with the same value as `onEnded`. */
  readonly ended: Promise<CallEnd>;
  /** Replaces the listener; one set after the end is told of the end at once. */
  listen(listener: CallListener): void;
  /**
   * Offers other media. Waits its turn behind an INVITE in progress, and repeats after a 491 as RFC 3261 14.1 says.
   * Resolves with 491 when the far end's own new offer was accepted meanwhile, with 481 when the call ends.
   */
  reinvite(sdp: string): Promise<SdpAnswer>;
  /** Gives up a call not yet answered; an answered one gets a BYE. */
  cancel(): void;
  /** Ends the call; `reason` is sent as a Reason header, e.g. `Q.850;cause=16`. */
  bye(reason?: string): void;
}
