import type { Ifp, IfpField } from '@faxwire/t38';
import { decodeIfp, encodeIfp } from '@faxwire/t38';
import type { Impairments } from '../fax-terminal.ts';
import type { EngineEvent } from './engine-event.ts';
import { endsDocument, FCF, fcfOf, pageCommandOf } from './t30-frame.ts';

/** What the machine does from now on: works, drops the line, or plays dead. */
type Condition = 'working' | 'hang-up' | 'dumb';

/** Image packets into a page before it goes dumb or hangs up: a second of protocol time. */
const PACKETS_INTO_PAGE = 33;
/** Alternating bits: no training pattern. */
const SPOILT_OCTET = 0x55;

/** Spoils a call as asked, by what passes: packets in and out, and frames. */
export class ImpairmentFilter {
  #condition: Condition = 'working';
  #trained = false;
  #failures = 0;
  #pagesConfirmed = 0;
  #imagePackets = 0;
  #rejections = 0;
  #spoilBlock = false;
  #hangUpAfterSignal = false;

  constructor(private readonly impairments: Impairments) {}

  get works(): boolean {
    return this.#condition === 'working';
  }

  get hangsUp(): boolean {
    return this.#condition === 'hang-up';
  }

  /** The packet to hand to the engine: as it came, or spoilt. */
  incoming(bytes: Uint8Array): Uint8Array {
    const decoding = decodeIfp(bytes);
    if (!decoding.ok) return bytes;
    const { ifp } = decoding;
    if (ifp.kind === 'data' && ifp.dataType !== 'v21') this.#countImage();
    const spoilt = this.#spoil(ifp);
    return spoilt === ifp ? bytes : encodeIfp(spoilt);
  }

  /** To be called with each event before it takes effect. */
  observe(event: EngineEvent): void {
    if (event.type === 'packet') this.#sent(event.ifp);
    if (event.type !== 'frame') return;
    if (event.incoming) this.#heard(event.octets);
    else this.#answered(fcfOf(event.octets));
  }

  /** A page was confirmed by this machine; its confirmation still has to leave. */
  pageConfirmed(): void {
    this.#pagesConfirmed += 1;
    this.#imagePackets = 0;
    this.#hangUpAfterSignal = this.#pagesConfirmed === this.impairments.hangUpAfterPage;
  }

  #heard(octets: Uint8Array): void {
    const ends = endsDocument(pageCommandOf(octets));
    if (ends && this.impairments.hangUpBeforeLastConfirm) this.#condition = 'hang-up';
  }

  #answered(fcf: number): void {
    if (fcf === FCF.cfr) this.#trained = true;
    if (fcf === FCF.ftt) this.#failures += 1;
    if (fcf === FCF.mcf) this.#rejections = 0;
    if (fcf === FCF.ppr) this.#rejections += 1;
  }

  #sent(bytes: Uint8Array): void {
    if (!this.#hangUpAfterSignal) return;
    const decoding = decodeIfp(bytes);
    if (decoding.ok && endsSignal(decoding.ifp)) this.#condition = 'hang-up';
  }

  #countImage(): void {
    const { silentInPage, hangUpInPage } = this.impairments;
    const page = this.#pagesConfirmed + 1;
    if (!this.#trained || (page !== silentInPage && page !== hangUpInPage)) return;
    this.#imagePackets += 1;
    if (this.#imagePackets >= PACKETS_INTO_PAGE) this.#condition = page === hangUpInPage ? 'hang-up' : 'dumb';
  }

  #spoil(ifp: Ifp): Ifp {
    if (ifp.kind === 'indicator') {
      if (ifp.indicator !== 'v21-preamble') this.#spoilBlock = this.#trained && this.#rejections < (this.impairments.rejectEcmBlocks ?? 0);
      return ifp;
    }
    if (ifp.dataType === 'v21') return ifp;
    if (this.#failsTraining) return { ...ifp, fields: ifp.fields.map(spoilTraining) };
    return this.#spoilBlock ? { ...ifp, fields: ifp.fields.map((field) => this.#spoilFrame(field)) } : ifp;
  }

  get #failsTraining(): boolean {
    const { failTraining = 0 } = this.impairments;
    return !this.#trained && (failTraining === true || this.#failures < Number(failTraining));
  }

  /** The first frame of a burst arrives damaged, the others do not. */
  #spoilFrame(field: IfpField): IfpField {
    if (!this.#spoilBlock || field.type !== 'hdlc-fcs-ok') return field;
    this.#spoilBlock = false;
    return { ...field, type: 'hdlc-fcs-bad' };
  }
}

function spoilTraining(field: IfpField): IfpField {
  return field.bytes ? { ...field, bytes: field.bytes.map(() => SPOILT_OCTET) } : field;
}

function endsSignal(ifp: Ifp): boolean {
  return ifp.kind === 'data' && ifp.dataType === 'v21' && ifp.fields.some((field) => field.type.endsWith('sig-end'));
}
