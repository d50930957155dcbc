export interface ChannelTimes {
  readonly grantLapseMs: number;
  readonly holdLapseMs: number;
  readonly renewEveryMs: number;
  readonly renewAgainMs: number;
  readonly waitLapseMs: number;
}

export const CHANNEL_TIMES: ChannelTimes = {
  // A fax whose nudge was lost looks again within 30 s, and a media worker takes up what is ready in seconds: twice that.
  grantLapseMs: 60_000,
  // A dead worker keeps its channels for so long; a database that is away for less costs no call.
  holdLapseMs: 15_000,
  // Two renewals may fail before a hold lapses.
  renewEveryMs: 5_000,
  // After a renewal that failed: soon enough to meet a database that is back just before the lapse.
  renewAgainMs: 500,
  // No fax is tried for more than 24 h, so a place that is older was left behind by a process that died.
  waitLapseMs: 25 * 3_600_000,
};

/** A renewal that hangs (the server frozen, the line dead) must leave time for another one before the lapse. */
export const RENEWAL_TIMEOUT_MS = 3_000;

/** Renewals of many processes that started together drift apart: each waits up to this part less. */
export const RENEWAL_JITTER = 0.2;
