import { audioMedia, t38Media } from '../sdp/media.ts';
import { LocalDescription } from '../sdp/local-description.ts';
import { T38_DEFAULTS } from '../sdp/t38-parameters.ts';
import type { CallEnd, CallListener, SdpAnswer } from '../user-agent/call.ts';

/** Writes down what a call reports, in order, for the specs. */
export class CallLog implements CallListener {
  readonly lines: string[] = [];
  readonly ends: CallEnd[] = [];
  readonly sdps: string[] = [];
  answer: (sdp: string) => SdpAnswer | undefined = () => undefined;

  onProvisional(status: number): void {
    this.lines.push(String(status));
  }

  onAnswered(sdp: string): void {
    this.lines.push('answered');
    this.sdps.push(sdp);
  }

  onReoffer(sdp: string, respond: (answer: SdpAnswer) => void): void {
    this.lines.push('reoffer');
    this.sdps.push(sdp);
    const answer = this.answer(sdp);
    if (answer !== undefined) respond(answer);
  }

  onEnded(end: CallEnd): void {
    this.lines.push(end.kind);
    this.ends.push(end);
  }
}

export function audioSdp(port: number): string {
  return new LocalDescription({ address: '127.0.0.1', sessionId: port }).describe([audioMedia({ port })]);
}

export function faxSdp(port: number): string {
  return new LocalDescription({ address: '127.0.0.1', sessionId: port }).describe([t38Media({ port, parameters: T38_DEFAULTS })]);
}
