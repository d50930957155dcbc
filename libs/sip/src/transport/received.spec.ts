import { parseVia, serialiseVia } from '../message/via.ts';
import { responseTarget, stampVia } from './received.ts';

const SOURCE = { host: '198.51.100.7', port: 40_000 };

function stamped(text: string) {
  const via = parseVia(text);
  if (via === undefined) throw new Error(text);
  const stamp = stampVia(via, SOURCE);
  return { text: serialiseVia(stamp).slice('SIP/2.0/UDP '.length), ...responseTarget(stamp) };
}

describe('a response goes', () => {
  it.each([
    ['to the source when rport is asked for', '10.0.0.1:5060;rport;branch=z9hG4bK1', '10.0.0.1:5060;branch=z9hG4bK1;received=198.51.100.7;rport=40000', 40_000],
    ['to the port of the Via when rport is not asked for', '10.0.0.1:5070;branch=z9hG4bK1', '10.0.0.1:5070;branch=z9hG4bK1;received=198.51.100.7', 5_070],
    ['to 5060 when the Via names no port', 'host.example', 'host.example;received=198.51.100.7', 5_060],
    ['to the source although the sender wrote another', '198.51.100.7;received=203.0.113.1', '198.51.100.7', 5_060],
    ['to the source although maddr says otherwise', '10.0.0.1;maddr=203.0.113.1;rport=9', '10.0.0.1;maddr=203.0.113.1;received=198.51.100.7;rport=40000', 40_000],
  ])('%s', (_name, via, text, port) => {
    expect(stamped(`SIP/2.0/UDP ${via}`)).toEqual({ text, host: SOURCE.host, port });
  });
});
