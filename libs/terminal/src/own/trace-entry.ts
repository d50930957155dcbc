import type { T30Fact } from '@faxwire/t30';
import type { TraceEntry } from '../fax-terminal.ts';

/** What a fact says about the line, if it does. */
export function traceOf(fact: T30Fact, atMs: number): TraceEntry | undefined {
  switch (fact.type) {
    case 'frame-sent':
      return { atMs, direction: 'sent', name: fact.name, octets: fact.octets };
    case 'frame-received':
      return { atMs, direction: 'received', name: fact.name, octets: fact.octets, intact: fact.intact };
    case 'burst-sent':
    case 'burst-received':
      return { atMs, direction: fact.type === 'burst-sent' ? 'sent' : 'received', name: 'image', modem: fact.modem, length: fact.octets, ...(fact.frames === undefined ? {} : { frames: fact.frames }) };
    default:
      return undefined;
  }
}
