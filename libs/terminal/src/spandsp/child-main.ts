import type { Socket } from 'node:dgram';
import { performance } from 'node:perf_hooks';
import { TerminalError } from '../terminal-error.ts';
import { AudioCall } from './audio-call.ts';
import { AudioEngine } from './audio-engine.ts';
import { AudioSession } from './audio-session.ts';
import { ChildCall } from './child-call.ts';
import type { ChildMessage, ParentMessage } from './child-message.ts';
import { BEAT_EVERY_MS, PARENT_STILL_AFTER_MS } from './child-message.ts';
import { SpanDspEngine } from './engine.ts';
import type { SpanDspLibrary } from './library.ts';
import { loadSpanDsp } from './library.ts';

/*
 * A process for one call and then no more: stock SpanDSP can be crashed by a hostile far end. It gets no
 * environment and little memory. It keeps its user: SpanDSP opens the TIFF files by path in the middle of
 * the call, and the data folder is readable by that user alone.
 */

/** One engine step: waking is what a call in real time costs, and waking more often gains nothing. */
const SLOWEST_TICK_MS = 20;
const FASTEST_TICK_MS = 1;
/** Protocol time per tick that the peer's timers do not notice. */
const PROTOCOL_MS_PER_TICK = 60;

let call: ChildCall | AudioCall | undefined;
let session: AudioSession | undefined;
let parentHeardAtMs = performance.now();

function tell(message: ChildMessage): void {
  if (process.connected) process.send?.(message);
}

function prepare(): SpanDspLibrary | undefined {
  try {
    const library = loadSpanDsp();
    tell({ type: 'ready' });
    return library;
  } catch (error) {
    const code = error instanceof TerminalError ? error.code : 'start_failed';
    tell({ type: 'unusable', code, detail: error instanceof Error ? error.message : String(error) });
    return undefined;
  }
}

function open(options: Extract<ParentMessage, { type: 'open' }>['options']): void {
  if (library === undefined || call !== undefined) return;
  const opened = new ChildCall(new SpanDspEngine(library, options), options, tell);
  call = opened;
  const tickMs = Math.min(SLOWEST_TICK_MS, Math.max(FASTEST_TICK_MS, PROTOCOL_MS_PER_TICK / options.speed));
  setInterval(() => tick(opened, performance.now()), tickMs);
  tell({ type: 'opened' });
}

/** Its clock does not wait for a parent that stands still: the sound goes past that one. */
function openAudio({ options, line }: Extract<ParentMessage, { type: 'open-audio' }>, socket: Socket | undefined): void {
  const loaded = library;
  if (loaded === undefined || call !== undefined || socket === undefined) return;
  const opened = new AudioCall(() => new AudioEngine(loaded, options), options, tellLast);
  call = opened;
  session = new AudioSession(opened, socket, { line, speed: options.speed, tell });
  tell({ type: 'opened' });
}

/** The figures of the sound come before the end of the call. */
function tellLast(message: ChildMessage): void {
  if (message.type === 'result' || message.type === 'gave-up') session?.report();
  tell(message);
}

function tick(opened: ChildCall, nowMs: number): void {
  if (nowMs - parentHeardAtMs > PARENT_STILL_AFTER_MS) opened.pause();
  else opened.tick(nowMs);
}

function obey(message: ParentMessage, socket?: unknown): void {
  parentHeardAtMs = performance.now();
  switch (message.type) {
    case 'beat':
      return;
    case 'open':
      return open(message.options);
    case 'open-audio':
      return openAudio(message, socket as Socket | undefined);
    case 'redirect':
      return session?.redirect(message.remote);
    case 'start':
      return call?.start();
    case 'packet':
      return call instanceof ChildCall ? call.receive(message.ifp, message.sequence) : undefined;
    case 'recorded':
      return call?.recorded();
    case 'terminate':
      return call?.terminate();
  }
}

const library = prepare();
process.on('message', obey);
process.on('disconnect', () => process.exit(0));
// A parent that was killed while this was loading said its farewell before anybody listened.
if (!process.connected) process.exit(0);
/** Ctrl-C and a service manager's stop reach the whole process group; the parent finishes its calls and then ends us itself. */
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);
setInterval(() => tell({ type: 'beat' }), BEAT_EVERY_MS);
