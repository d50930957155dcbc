import { encodeIfp } from '@faxwire/t38';
import type { FaxTerminal, FaxTerminalFactory, FaxTerminalListeners, FaxTerminalOptions, NegotiatedFact, PageFact, TerminalResult } from '@faxwire/terminal';

const NEGOTIATED: NegotiatedFact = {
  type: 'negotiated', bitRate: 14_400, ecm: true, compression: 'mmr', widthPx: 1728, resolution: { x: 204, y: 196 },
};
const PAGE: PageFact = {
  type: 'page', index: 0, last: true, confirmed: true, bitRate: 14_400, badRows: 0, bytes: 100, lengthRows: 100, ecmRetries: 0,
};
const DONE: TerminalResult = { t30Code: 0, documentConfirmed: true, pagesConfirmed: 1, bitRate: 14_400, ecm: true, ecmRetries: 0, protocolSeconds: 1 };
const CALLING_TONE = encodeIfp({ kind: 'indicator', indicator: 'cng' });

/** For specs of signalling: its page counts as confirmed once the far end's T.38 says back what it sent. */
export class EchoTerminals implements FaxTerminalFactory {
  open(_options: FaxTerminalOptions, listeners: FaxTerminalListeners): Promise<FaxTerminal> {
    let isOver = false;
    const end = (result: TerminalResult) => {
      if (isOver) return;
      isOver = true;
      listeners.onResult(result);
    };
    const confirm = async () => {
      await listeners.onFact(NEGOTIATED);
      await listeners.onFact(PAGE);
      end(DONE);
    };
    let isHeard = false;
    return Promise.resolve({
      start: () => listeners.onPacket(CALLING_TONE, 1),
      receive: () => {
        if (isHeard) return;
        isHeard = true;
        confirm().catch(() => end({ ...DONE, t30Code: 49 }));
      },
      terminate: () => end({ ...DONE, t30Code: 49, documentConfirmed: isHeard }),
    });
  }
}
