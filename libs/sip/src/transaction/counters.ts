/** What came in and was not taken, and why; for metrics and for telling an attack from a misconfiguration. */
export interface Counters {
  received: number;
  keepAlives: number;
  malformed: number;
  wrongSource: number;
  strayResponses: number;
  strayAcks: number;
  overLimit: number;
  sendFailures: number;
  /** Datagrams beyond the rate of their source, not read. */
  overRate: number;
  /** Requests of sources that are not known, refused or left without an answer. */
  strangers: number;
}

export function zeroCounters(): Counters {
  return {
    received: 0, keepAlives: 0, malformed: 0, wrongSource: 0, strayResponses: 0, strayAcks: 0, overLimit: 0, sendFailures: 0, overRate: 0,
    strangers: 0,
  };
}
