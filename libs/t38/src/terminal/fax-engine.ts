import type { LineSignal, Utterance } from '@faxwire/t30';

/** What follows from a step of the engine, in order. `Fact` is whatever the engine tells; it passes through. */
export type EngineOutput<Fact> =
  | { readonly type: 'say'; readonly utterance: Utterance }
  | { readonly type: 'fact'; readonly fact: Fact }
  | { readonly type: 'ended'; readonly code: number };

/** The T.30 of a call as its line sees it (T30Call of libs/t30 is one). Pure: time comes in with every call and never goes back. */
export interface FaxEngine<Fact> {
  start(nowMs: number): readonly EngineOutput<Fact>[];
  hear(signal: LineSignal, nowMs: number): readonly EngineOutput<Fact>[];
  /** The utterance that was asked for last has left the line. */
  said(nowMs: number): readonly EngineOutput<Fact>[];
  /** The oldest page that it told and that was not stored is stored now. */
  stored?(nowMs: number): readonly EngineOutput<Fact>[];
  /** Timers that are due. */
  advance(nowMs: number): readonly EngineOutput<Fact>[];
  readonly nextDueMs: number | undefined;
  /** The call was dropped. */
  terminate(nowMs: number): readonly EngineOutput<Fact>[];
}
