import { decodeIfp, type IfpField, type IfpVersion } from '@faxwire/t38';
import { MAX_FRAME_OCTETS } from './trace-limit.ts';

export interface Heard {
  onFrame(octets: Uint8Array, intact: boolean): void;
  onSignal(text: string): void;
}

/** Makes T.30 frames and signals of the T.38 packets of one direction. What cannot be read says nothing. */
export class LineEar {
  readonly #heard: Heard;
  readonly #version: IfpVersion;
  #indicator = '';
  #frame: number[] = [];
  #imageOctets = 0;
  #imageFrames = 0;
  #badFrames = 0;

  constructor(version: IfpVersion, heard: Heard) {
    this.#version = version;
    this.#heard = heard;
  }

  /** True for a packet with nothing but a part of an image in it. */
  hear(packet: Uint8Array): boolean {
    const decoded = decodeIfp(packet, this.#version);
    if (!decoded.ok) return false;
    const { ifp } = decoded;
    if (ifp.kind === 'indicator') {
      this.#indicate(ifp.indicator);
      return false;
    }
    for (const field of ifp.fields) {
      if (ifp.dataType === 'v21') this.#command(field);
      else this.#image(field, ifp.dataType);
    }
    return ifp.dataType !== 'v21' && ifp.fields.every(({ type }) => !type.endsWith('sig-end'));
  }

  /** Repeated ones are told once. */
  #indicate(indicator: string): void {
    if (indicator === this.#indicator) return;
    this.#indicator = indicator;
    this.#heard.onSignal(indicator);
  }

  #command({ type, bytes }: IfpField): void {
    for (const octet of bytes ?? []) if (this.#frame.length < MAX_FRAME_OCTETS) this.#frame.push(octet);
    if (type === 'hdlc-data' || this.#frame.length === 0) return;
    this.#heard.onFrame(Uint8Array.from(this.#frame), type.includes('fcs-ok'));
    this.#frame = [];
  }

  #image({ type, bytes }: IfpField, modem: string): void {
    this.#imageOctets += bytes?.length ?? 0;
    if (type.includes('fcs-ok')) this.#imageFrames += 1;
    if (type.includes('fcs-bad')) this.#badFrames += 1;
    if (!type.endsWith('sig-end') || this.#imageOctets === 0) return;
    const frames = this.#imageFrames + this.#badFrames === 0 ? '' : ` in ${this.#imageFrames + this.#badFrames} frames, ${this.#badFrames} of them bad`;
    this.#heard.onSignal(`${this.#imageOctets} octets by ${modem}${frames}`);
    this.#imageOctets = this.#imageFrames = this.#badFrames = 0;
  }
}
