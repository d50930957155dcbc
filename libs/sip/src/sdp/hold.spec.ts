import { answerMedia } from './answer.ts';
import { isHeld } from './media.ts';
import { directionIn } from './media-direction.ts';
import { parseSdp } from './parse-sdp.ts';
import { T38_DEFAULTS } from './t38-parameters.ts';

const sdp = (sections: string[], address = '192.0.2.7', session: string[] = []) =>
  ['v=0', 'o=x 1 1 IN IP4 192.0.2.7', 's=-', `c=IN IP4 ${address}`, 't=0 0', ...session, ...sections].join('\r\n');
const AUDIO = 'm=audio 4000 RTP/AVP 0 8';
const IMAGE = 'm=image 4000 udptl t38';

function answered(text: string) {
  const parsed = parseSdp(text);
  if (!parsed.ok) throw new Error(parsed.reason);
  const answer = answerMedia(parsed.description, { audio: { port: 6_000 }, t38: { port: 6_000, parameters: T38_DEFAULTS } });
  const own = answer?.media.find(({ port }) => port > 0);
  return [own && directionIn({ ...parsed.description, attributes: [], connection: { addressType: 'IP4', address: '192.0.2.1' } }, own), isHeld(parsed.description)];
}

describe('an offer that puts the call on hold', () => {
  it.each([
    ['not at all', sdp([AUDIO]), 'sendrecv', false],
    ['by sendonly', sdp([AUDIO, 'a=sendonly']), 'recvonly', true],
    ['by inactive', sdp([AUDIO, 'a=inactive']), 'inactive', true],
    ['for the whole session', sdp([AUDIO], '192.0.2.7', ['a=sendonly']), 'recvonly', true],
    ['not, by its section', sdp([AUDIO, 'a=sendrecv'], '192.0.2.7', ['a=inactive']), 'sendrecv', false],
    ['by no address', sdp([AUDIO], '0.0.0.0'), 'recvonly', true],
    ['by no address and inactive', sdp([AUDIO, 'a=inactive'], '0.0.0.0'), 'inactive', true],
    ['but listens', sdp([AUDIO, 'a=recvonly']), 'sendonly', false],
    ['in T.38', sdp([IMAGE, 'a=inactive']), 'inactive', true],
    ['in T.38 not', sdp([IMAGE]), 'sendrecv', false],
  ])('%s is answered so', (_name, text, direction, held) => {
    expect(answered(text)).toEqual([direction, held]);
  });

  it('is answered in T.38 without a word where it goes both ways', () => {
    const parsed = parseSdp(sdp([IMAGE, 'a=sendrecv']));
    const answer = parsed.ok ? answerMedia(parsed.description, { t38: { port: 6_000, parameters: T38_DEFAULTS } }) : undefined;
    expect(answer?.media[0]?.attributes.map(([name]) => name)).not.toContain('sendrecv');
  });
});
