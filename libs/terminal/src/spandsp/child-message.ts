import type { AudioCounters, FaxTerminalOptions, LineProgress, TerminalFact, TerminalFailureCause, TerminalResult, TraceEntry } from '../fax-terminal.ts';
import type { LineFigures } from '../line-figures.ts';
import type { AudioCodec } from '../media/g711.ts';
import type { MediaAddress } from '../media/media-socket.ts';
import type { RtpPosition } from '../media/rtp-sender.ts';
import type { TerminalErrorCode } from '../terminal-error.ts';

/** To the child. One terminal a child: `open` comes once. */
export type ParentMessage =
  | { readonly type: 'open'; readonly options: FaxTerminalOptions; readonly traces?: boolean }
  /** In audio: the call's UDP socket comes with it. */
  | { readonly type: 'open-audio'; readonly options: FaxTerminalOptions; readonly line: AudioLineTerms }
  | { readonly type: 'redirect'; readonly remote: MediaAddress }
  | { readonly type: 'start' }
  | { readonly type: 'beat' }
  | { readonly type: 'packet'; readonly ifp: Uint8Array; readonly sequence: number }
  | { readonly type: 'recorded' }
  | { readonly type: 'terminate' };

export interface AudioLineTerms {
  readonly codec: AudioCodec;
  readonly remote: MediaAddress;
  readonly position: RtpPosition;
}

export interface ChildPacket {
  readonly ifp: Uint8Array;
  readonly copies: number;
  /** Wall time at which it ought to have left, where the engine knows. */
  readonly dueMs?: number;
}

/** From the child, in the order things happened. */
export type ChildMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'unusable'; readonly code: TerminalErrorCode; readonly detail: string }
  | { readonly type: 'opened' }
  | { readonly type: 'beat' }
  | { readonly type: 'packets'; readonly packets: readonly ChildPacket[] }
  | { readonly type: 'fact'; readonly fact: TerminalFact }
  | { readonly type: 'progress'; readonly progress: LineProgress }
  | { readonly type: 'audio'; readonly counters: AudioCounters }
  | { readonly type: 'trace'; readonly entry: TraceEntry }
  /** In audio, of SpanDSP: a frame in its bit order (first bit on the line lowest). */
  | { readonly type: 'frame'; readonly incoming: boolean; readonly atMs: number; readonly octets: Uint8Array }
  | { readonly type: 'hang-up' }
  /** Once, before the end. */
  | { readonly type: 'figures'; readonly figures: LineFigures }
  | { readonly type: 'result'; readonly result: TerminalResult }
  | { readonly type: 'gave-up'; readonly cause: TerminalFailureCause; readonly detail: string };

/** Either side says this often that it lives. The parent kills a child that does not, and the protocol waits for a parent that does not. */
export const BEAT_EVERY_MS = 250;
/** Shorter than any timer of T.30: what the far end said lies unread before a parent that stands still. */
export const PARENT_STILL_AFTER_MS = 1_000;
