import { LocalDescription, answerMedia, parseSdp, type Cancel, type Clock, type IncomingCall } from '@faxwire/sip';
import { MediaSocket } from '@faxwire/terminal';
import { VOICE_TALKS_MS } from './protocol-limit.ts';

/** Somebody picks up, talks, knows nothing of faxes, and hangs up in the end. Resolves when the call is over. */
export async function talk(call: IncomingCall, options: { host: string; speed: number; clock: Clock }): Promise<void> {
  const socket = await MediaSocket.bind({ host: options.host });
  let cancel: Cancel = () => undefined;
  try {
    if (!answerWithVoice(call, socket, options.speed)) call.refuse(488);
    // Without a listener for offers the call refuses T.38 with 488.
    call.listen({});
    cancel = options.clock.schedule(VOICE_TALKS_MS / options.speed, () => call.bye());
    await call.ended;
  } finally {
    cancel();
    await socket.close();
  }
}

function answerWithVoice(call: IncomingCall, socket: MediaSocket, speed: number): boolean {
  const parsed = parseSdp(call.offer ?? '');
  const answer = parsed.ok ? answerMedia(parsed.description, { audio: { port: socket.port } }) : undefined;
  if (answer?.remote.kind !== 'audio') return false;
  socket.expect(answer.remote);
  socket.openAudio({ codec: answer.remote.payloadTypes[0] === 8 ? 'PCMA' : 'PCMU', speed, signal: 'voice' });
  call.answer(new LocalDescription({ address: socket.host, sessionId: Date.now() }).describe(answer.media));
  return true;
}
