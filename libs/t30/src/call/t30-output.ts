import type { Utterance } from '../line/utterance.ts';
import type { T30Fact } from './t30-fact.ts';

/** What follows from time and input, in order. */
export type T30Output =
  /** Said now. Comes before the last one is `said` only to interrupt it: CNG by the first command, anything by the end of the call. */
  | { readonly type: 'say'; readonly utterance: Utterance }
  | { readonly type: 'fact'; readonly fact: T30Fact }
  /** The last output of a call. `code`: {@link COMPLETION}. */
  | { readonly type: 'ended'; readonly code: number };
