import type { CompletionCode } from '../call/completion.ts';
import { COMPLETION } from '../call/completion.ts';
import type { PageEnd } from '../frame/page-end.ts';
import { withoutOperator } from '../frame/page-end.ts';

/**
 * What a receiver waits for. `first-image`: after CFR. `image`: the next page or block. `resent`: frames asked for again.
 * `ready`: the question whether a
 * page is stored now. `section`: a new phase B after EOM. `good-bye`: DCN, everything being confirmed.
 */
export type Expecting = 'training' | 'dcs' | 'first-image' | 'image' | 'resent' | 'page-end' | 'ready' | 'section' | 'good-bye';

const AFTER_SILENCE: Readonly<Record<Expecting, CompletionCode>> = {
  training: COMPLETION.noDcs,
  dcs: COMPLETION.noDcs,
  'first-image': COMPLETION.noPage,
  image: COMPLETION.noNextPage,
  resent: COMPLETION.noCarrier,
  'page-end': COMPLETION.noPageEnd,
  ready: COMPLETION.noReceiverReady,
  section: COMPLETION.noDcs,
  'good-bye': COMPLETION.ok,
};

const AFTER_DCN: Readonly<Record<Expecting, CompletionCode>> = {
  training: COMPLETION.dcnInsteadOfDcs,
  dcs: COMPLETION.dcnAfterRetrain,
  'first-image': COMPLETION.dcnInsteadOfImage,
  image: COMPLETION.dcnAfterPageEnd,
  resent: COMPLETION.dcnInsteadOfImage,
  'page-end': COMPLETION.dcnInsteadOfPageEnd,
  ready: COMPLETION.dcnAfterReceiverNotReady,
  section: COMPLETION.dcnAfterPageEnd,
  'good-bye': COMPLETION.ok,
};

/** How a call ends whose sender went silent. */
export function silenceCode(expecting: Expecting): CompletionCode {
  return AFTER_SILENCE[expecting];
}

/** How a call ends whose sender said DCN instead. */
export function dcnCode(expecting: Expecting): CompletionCode {
  return AFTER_DCN[expecting];
}

/** What comes after a page with this end. */
export function behind(end: PageEnd, retrains = false): Expecting {
  const plain = withoutOperator(end);
  if (plain === 'EOP') return 'good-bye';
  if (plain === 'MPS') return retrains ? 'dcs' : 'image';
  return 'section';
}
