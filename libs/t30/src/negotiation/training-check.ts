import type { ImageModem } from '../line/modem.ts';
import { bitRateOf } from '../line/modem.ts';

/** TCF: zeros for 1.5 s +-10 % (T.30 5.3.6.1.4). */
export const TRAINING_CHECK_MS = 1500;
/** A run of zeros this long is enough: of 54 packets 19 may be lost before a good line looks bad. */
const ENOUGH_MS = 960;

export function trainingCheck(modem: ImageModem): Uint8Array {
  return new Uint8Array(Math.ceil((bitRateOf(modem) * TRAINING_CHECK_MS) / 8000));
}

/** Judges what arrives of a training check: it keeps counts, not octets. Ones before the zeros are left over from the training. */
export class TrainingVerdict {
  #run = 0;
  #longestRun = 0;

  hear(octets: Uint8Array): void {
    for (const octet of octets) {
      this.#run = octet === 0 ? this.#run + 1 : 0;
      if (this.#run > this.#longestRun) this.#longestRun = this.#run;
    }
  }

  passed(modem: ImageModem): boolean {
    return this.#longestRun * 8 * 1000 >= bitRateOf(modem) * ENOUGH_MS;
  }
}
