import { LocalDescription, T38_DEFAULTS, audioMedia, parseSdp, t38Media, type MediaDescription } from '@faxwire/sip';
import { answerInAudio } from './audio-answer.ts';

const far = new LocalDescription({ address: '192.0.2.7', sessionId: 7 });
const ours = new LocalDescription({ address: '192.0.2.1', sessionId: 1 });

function offer(sdp: string) {
  const moved: unknown[] = [];
  const answer = answerInAudio(sdp, {
    port: 4000, description: ours, payloadTypes: [8], trunk: { host: '192.0.2.9' }, onMoved: (remote) => void moved.push(remote),
  });
  return { answer, moved };
}
const of = (...media: MediaDescription[]): string => far.describe(media);

describe('an offer in the middle of a fax in audio', () => {
  it('moves the audio, or refreshes it where it is', () => {
    const { answer, moved } = offer(of(audioMedia({ port: 6000 })));
    expect(moved).toEqual([{ address: '192.0.2.7', port: 6000 }]);
    const parsed = parseSdp(answer.ok ? answer.sdp : '');
    expect(parsed.ok && parsed.description.media).toMatchObject([{ port: 4000 }]);
  });

  it.each([
    ['T.38', of(t38Media({ port: 5000, parameters: T38_DEFAULTS }))],
    ['nothing', of(audioMedia({ port: 0 }))],
    ['no SDP', 'v=1'],
    ['our own machine', of(audioMedia({ port: 6000 })).replaceAll('192.0.2.7', '127.0.0.1')],
  ])('is refused where it wants %s', (_what, sdp) => {
    expect(offer(sdp)).toEqual({ answer: { ok: false, status: 488, reason: 'Not Acceptable Here' }, moved: [] });
  });
});
