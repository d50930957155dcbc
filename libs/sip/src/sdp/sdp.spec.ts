import fc from 'fast-check';
import { answerMedia } from './answer.ts';
import { LocalDescription } from './local-description.ts';
import { audioMedia, faxMediaOf, refusedMedia, t38Media } from './media.ts';
import { parseSdp } from './parse-sdp.ts';
import { serialiseSdp } from './serialise-sdp.ts';
import { T38_DEFAULTS } from './t38-parameters.ts';
import type { SessionDescription } from './description.ts';
import type { T38Parameters } from './t38-parameters.ts';

const HEAD = ['v=0', 'o=- 1 2 IN IP4 192.0.2.1', 's=call', 'c=IN IP4 192.0.2.1', 't=0 0'];

function read(...lines: string[]): SessionDescription {
  const parsed = parseSdp([...HEAD, ...lines].join('\r\n'));
  if (!parsed.ok) throw new Error(`${parsed.code}: ${parsed.reason}`);
  return parsed.description;
}

function t38Of(...attributes: string[]): T38Parameters {
  const media = faxMediaOf(read('m=image 4000 udptl t38', ...attributes.map((line) => `a=${line}`)));
  if (media.kind !== 't38') throw new Error(media.kind);
  return media.parameters;
}

describe('T.38 parameters', () => {
  it('have defaults for all that is left out', () => {
    expect(t38Of()).toEqual(T38_DEFAULTS);
  });

  it('are read in any case of the names and values', () => {
    const parameters = t38Of('t38faxversion:3', 'T38maxBitRate:9600', 'T38FAXRATEMANAGEMENT:TransferredTcf', 'T38FaxMaxBuffer:2000', 'T38FaxMaxDatagram:1400', 'T38FaxUdpEC:T38UDPfec');
    expect(parameters).toMatchObject({ version: 3, maxBitRate: 9_600, rateManagement: 'transferredTCF', maxBuffer: 2_000, maxDatagram: 1_400, errorCorrection: ['t38UDPFEC'] });
  });

  it.each([
    ['T38FaxFillBitRemoval', true],
    ['T38FaxFillBitRemoval:1', true],
    ['T38FaxFillBitRemoval:0', false],
  ])('%s is %s', (line, on) => {
    expect(t38Of(line).fillBitRemoval).toBe(on);
  });

  it('list every error correction offered and pass unknown ones over', () => {
    expect(t38Of('T38FaxUdpEC:t38UDPFEC', 'T38FaxUdpEC:t38UDPRedundancy', 'T38FaxUdpEC:magic').errorCorrection).toEqual(['t38UDPFEC', 't38UDPRedundancy']);
  });

  it('fall back where a number is no number, or a datagram size is 0', () => {
    expect(t38Of('T38FaxVersion:x', 'T38MaxBitRate:-1', 'T38FaxMaxDatagram:0')).toEqual(T38_DEFAULTS);
  });

  it('accept the older name of the rate', () => {
    expect(t38Of('T38FaxMaxRate:7200').maxBitRate).toBe(7_200);
  });
});

describe('the media of a description', () => {
  it('is T.38 when audio is refused beside it, or offered beside it', () => {
    expect(faxMediaOf(read('m=audio 0 RTP/AVP 0', 'm=image 4000 udptl t38'))).toMatchObject({ kind: 't38', port: 4_000 });
    expect(faxMediaOf(read('m=audio 4002 RTP/AVP 0', 'm=image 4000 UDPTL T38'))).toMatchObject({ kind: 't38', port: 4_000 });
  });

  it('is none when the image is refused', () => {
    expect(faxMediaOf(read('m=image 0 udptl t38')).kind).toBe('none');
  });

  it('is audio at the address of its own section', () => {
    expect(faxMediaOf(read('m=audio 4000/2 RTP/AVP 8 101 0', 'c=IN IP4 192.0.2.9'))).toEqual({ kind: 'audio', address: '192.0.2.9', port: 4_000, payloadTypes: [8, 0] });
  });

  it('is none for T.38 over TCP and for audio without G.711', () => {
    expect(faxMediaOf(read('m=image 4000 tcp t38', 'm=audio 4002 RTP/AVP 18')).kind).toBe('none');
  });
});

describe('an answer', () => {
  const local = { t38: { port: 5_000, parameters: { ...T38_DEFAULTS, maxDatagram: 1_400 } }, audio: { port: 5_002 } };

  it('takes T.38 and refuses audio in a section each, in the order offered', () => {
    const answer = answerMedia(read('m=audio 4002 RTP/AVP 0', 'm=image 4000 udptl t38', 'a=T38FaxVersion:3', 'a=T38MaxBitRate:33600', 'a=T38FaxMaxDatagram:200'), local);
    expect(answer?.media.map(({ type, port }) => [type, port])).toEqual([['audio', 0], ['image', 5_000]]);
    expect(answer?.t38).toMatchObject({ version: 0, maxBitRate: 14_400, maxDatagram: 1_400, errorCorrection: ['t38UDPRedundancy'] });
    expect(answer?.remote).toMatchObject({ kind: 't38', port: 4_000, parameters: { maxDatagram: 200 } });
  });

  it('takes audio where T.38 is refused, with the payload types both have', () => {
    const answer = answerMedia(read('m=image 0 udptl t38', 'm=audio 4002 RTP/AVP 18 8'), local);
    expect(answer?.local).toBe('audio');
    expect(answer?.media.map(({ port, formats }) => [port, ...formats])).toEqual([[0, 't38'], [5_002, '8']]);
  });

  it('is none for what we cannot do', () => {
    expect(answerMedia(read('m=image 4000 udptl t38'), { audio: { port: 1 } })).toBeUndefined();
    expect(answerMedia(read('m=audio 4000 RTP/AVP 18'), local)).toBeUndefined();
    expect(answerMedia(read('m=image 4000 udptl t38', 'a=T38FaxRateManagement:localTCF'), local)).toBeUndefined();
  });

  it('echoes how training is checked, where our terminal can do it so', () => {
    const offer = read('m=image 4000 udptl t38', 'a=T38FaxRateManagement:localTCF');
    expect(answerMedia(offer, { t38: { port: 5_000, parameters: T38_DEFAULTS, localTcf: true } })?.t38).toMatchObject({ rateManagement: 'localTCF' });
  });
});

describe('our own description', () => {
  const audio = audioMedia({ port: 4_000 });
  const image = t38Media({ port: 4_002, parameters: T38_DEFAULTS });
  const versions = (...texts: string[]) => texts.map((text) => text.split('\r\n')[1]?.split(' ')[2]);

  it('counts its version up on a change and repeats itself on a refresh', () => {
    const description = new LocalDescription({ address: '192.0.2.1', sessionId: 7 });
    const [first, second, third, fourth] = [description.describe([audio]), description.describe([audio]), description.describe([image]), description.describe([image])];
    expect(versions(first, second, third, fourth)).toEqual(['1', '1', '2', '2']);
    expect(fourth).toBe(third);
  });

  it('never has fewer sections than before', () => {
    const description = new LocalDescription({ address: '192.0.2.1', sessionId: 7 });
    description.describe([refusedMedia(audio), image]);
    const parsed = parseSdp(description.describe([audio]));
    expect(parsed.ok && parsed.description.media.map(({ type, port }) => [type, port])).toEqual([['audio', 4_000], ['image', 0]]);
  });

  it('writes and reads T.38 without loss', () => {
    const parameters: T38Parameters = { version: 2, maxBitRate: 9_600, rateManagement: 'transferredTCF', fillBitRemoval: true, transcodingMmr: true, transcodingJbig: false, maxBuffer: 900, maxDatagram: 300, errorCorrection: ['t38UDPFEC', 't38UDPRedundancy'] };
    const parsed = parseSdp(new LocalDescription({ address: '2001:db8::1', sessionId: 7 }).describe([t38Media({ port: 4_000, parameters })]));
    expect(parsed.ok && faxMediaOf(parsed.description)).toEqual({ kind: 't38', address: '2001:db8::1', port: 4_000, parameters });
  });
});

describe('a description that is refused', () => {
  it.each([
    ['no origin', ['v=0', 'm=audio 1 RTP/AVP 0'], 'bad_origin'],
    ['another version', ['v=1'], 'bad_version'],
    ['no media', HEAD, 'no_media'],
    ['a port above 65535', [...HEAD, 'm=audio 70000 RTP/AVP 0'], 'bad_media'],
    ['a section without formats', [...HEAD, 'm=audio 4000 RTP/AVP'], 'bad_media'],
    ['no address', ['v=0', 'o=- 1 1 IN IP4 h', 's=-', 'm=audio 4000 RTP/AVP 0'], 'bad_connection'],
    ['a broken address', [...HEAD, 'm=audio 4000 RTP/AVP 0', 'c=IN IP9 x'], 'bad_connection'],
    ['no letter before =', [...HEAD, 'audio'], 'bad_line'],
    ['too many sections', [...HEAD, ...Array.from({ length: 17 }, () => 'm=audio 1 RTP/AVP 0')], 'too_many_media'],
    ['too many lines', Array.from({ length: 600 }, () => 'a=x'), 'too_large'],
    ['too much', ['v=0', `s=${'x'.repeat(40_000)}`], 'too_large'],
  ])('for %s', (_name, lines, code) => {
    expect(parseSdp(lines.join('\r\n'))).toMatchObject({ ok: false, code });
  });
});

it('no text makes the reader throw, and what it accepts is read the same once written', () => {
  const line = fc.oneof(fc.constantFrom(...HEAD, 'm=audio 4000 RTP/AVP 0', 'm=image 0 udptl t38', 'a=T38FaxVersion:0', 'a=sendrecv'), fc.string({ maxLength: 30 }));
  fc.assert(
    fc.property(fc.array(line, { maxLength: 20 }), (lines) => {
      const parsed = parseSdp([...HEAD, 'm=audio 2 RTP/AVP 0', ...lines].join('\r\n'));
      if (!parsed.ok) return;
      const again = parseSdp(serialiseSdp(parsed.description));
      expect(again.ok && faxMediaOf(again.description)).toEqual(faxMediaOf(parsed.description));
    }),
  );
});
