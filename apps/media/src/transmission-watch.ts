import { decodeIfp } from '@faxwire/t38';
import type { LineProgress } from '@faxwire/terminal';

/** ECM frames of a page that make it certain that the page is on the line. */
const ECM_PACKETS = 3;
/** Without ECM the training check looks like a page: at most 2,700 bytes in packets of 36 or more. */
const NON_ECM_PACKETS = 90;

/** Of the page that is not confirmed yet. */
export type PageProgress = 'not begun' | 'under way' | 'transmitted';

/** Where the transmission stands, read off the packets that we send. */
export class TransmissionWatch {
  readonly #onMidPage: () => void;
  #imagePackets = 0;
  #mayBeWhole = false;
  #progress: PageProgress = 'not begun';

  /** @param onMidPage told once a page, some way into it */
  constructor(onMidPage: () => void) {
    this.#onMidPage = onMidPage;
  }

  get progress(): PageProgress {
    return this.#progress;
  }

  /**
   * False where the far end can not have the whole of the page: nothing was sent, or nothing after the image. However short
   * a page is, its end-of-page command makes this true; so does training that is repeated, which is no harm.
   */
  get mayBeWhole(): boolean {
    return this.#mayBeWhole;
  }

  sent(packet: Uint8Array): void {
    const decoded = decodeIfp(packet);
    if (!decoded.ok || decoded.ifp.kind !== 'data') return;
    if (decoded.ifp.dataType === 'v21') this.#command();
    else for (const { type, bytes } of decoded.ifp.fields) if (bytes) this.#image(type);
  }

  /** As told by a terminal in audio, where there are no packets. */
  told(progress: LineProgress): void {
    if (progress === 'command') return this.#command();
    if (this.#progress === 'under way') return;
    this.#imagePackets = Math.max(this.#imagePackets, 1);
    this.#progress = 'under way';
    this.#onMidPage();
  }

  /** What follows belongs to the next page. */
  pageConfirmed(): void {
    this.#imagePackets = 0;
    this.#mayBeWhole = false;
    this.#progress = 'not begun';
  }

  /** After the image comes the end-of-page command. */
  #command(): void {
    if (this.#imagePackets > 0) this.#mayBeWhole = true;
    if (this.#progress === 'under way') this.#progress = 'transmitted';
  }

  #image(field: string): void {
    this.#imagePackets += 1;
    const certain = field === 't4-non-ecm-data' ? NON_ECM_PACKETS : ECM_PACKETS;
    if (this.#imagePackets < certain) return;
    const isFirst = this.#imagePackets === certain;
    this.#progress = 'under way';
    if (isFirst) this.#onMidPage();
  }
}
