import { faxMachine, refuse, type Behaviour, type FaxMachine } from './behaviour.ts';

export interface SandboxNumber {
  readonly number: string;
  readonly name: string;
  readonly behaviour: Behaviour;
  /** What the far end does. */
  readonly does: string;
  /** What becomes of a fax to it. */
  readonly expect: string;
}

type Entry = readonly [digits: string, name: string, behaviour: Behaviour, sentences: readonly [does: string, expect: string]];

const entry = (...[digits, name, behaviour, [does, expect]]: Entry): SandboxNumber => ({
  number: `+199955501${digits}`, name, behaviour, does, expect,
});

/** The numbers of the sandbox carrier. The machines obey this table and the documentation prints it. */
export const SANDBOX_NUMBERS: readonly SandboxNumber[] = [
  entry('00', 'receives', faxMachine(), ['Receives every page.', 'FaxSent on the first attempt']),
  entry('01', 'busy', refuse(486, 'Busy Here'), ['Is busy, always.', 'FaxFailed with `busy` after five attempts']),
  entry('02', 'no answer', { kind: 'ring' }, ['Rings and is never answered.', 'FaxFailed with `no_answer` after three attempts']),
  entry('03', 'unallocated', refuse(404, 'Not Found'), [
    'Is not in service (404).', 'FaxFailed with `unallocated_number` after one attempt',
  ]),
  entry('04', 'rejects', refuse(603, 'Decline'), ['Declines the call (603).', 'FaxFailed with `rejected` after one attempt']),
  entry('05', 'busy twice', faxMachine({ busyCalls: 2 }), [
    'Is busy for the first two calls of a fax, then receives it.', 'FaxSent on the third attempt',
  ]),
  entry('06', 'refuses T.38', faxMachine({ t38: 'refuses' }), [
    'Answers with the tone of a fax machine and refuses T.38 (488).', 'FaxFailed with `t38_refused`',
  ]),
  entry('07', 'drops after page 1', faxMachine({ impairments: { hangUpAfterPage: 1 }, firstCallOnly: true }), [
    'Hangs up once it confirmed page 1; receives the rest in the next call.',
    'A fax of several pages: `dropped_mid_page`, then FaxSent on the second attempt, which begins at page 2',
  ]),
  entry('08', 'voice', { kind: 'voice' }, ['A person answers and talks.', 'FaxFailed with `voice_answered`']),
  entry('09', 'never trains', faxMachine({ impairments: { failTraining: true } }), [
    'Answers every training with "failed to train".', 'FaxFailed with `training_failed`, each attempt slower than the one before',
  ]),
  entry('10', 'real time', faxMachine({ realTime: true }), [
    'Receives every page, as slowly as a real machine does.', 'FaxSent on the first attempt, after 20 to 60 seconds a page',
  ]),
  entry('11', 'overloaded', refuse(503, 'Service Unavailable', ['Retry-After', '60']), [
    'The carrier is overloaded: 503 with `Retry-After: 60`.', 'FaxFailed with `service_unavailable`; no attempt sooner than was asked for',
  ]),
  entry('12', 'falls silent', faxMachine({ impairments: { silentInPage: 1 } }), [
    'Falls silent in the middle of page 1 and never hangs up.', 'FaxFailed with `far_end_silent`',
  ]),
  entry('13', 'drops unconfirmed', faxMachine({ impairments: { hangUpBeforeLastConfirm: true } }), [
    'Hangs up after the last page without confirming it.', 'FaxFailed with `dropped_mid_page`; the last page is never taken for sent',
  ]),
  entry('14', 'poor line', faxMachine({ t38: 'waits', impairments: { rejectEcmBlocks: 2 } }), [
    'Leaves it to the caller to ask for T.38 and asks for every block of a page three times (error correction).', 'FaxSent on the first attempt',
  ]),
  entry('15', 'carrier gives up', refuse(408, 'Request Timeout'), [
    'Is not found in time by the carrier (408).', 'FaxFailed with `no_answer` after three attempts',
  ]),
  entry('16', 'moved', refuse(302, 'Moved Temporarily', ['Contact', '<sip:+19995550100@127.0.0.1>']), [
    'Has moved to another number (302), which is not dialled.', 'FaxFailed with `redirected` after one attempt',
  ]),
  entry('17', 'good-bye lost', faxMachine({ losesBye: true }), [
    'Confirms every page; your good-bye (BYE) never gets there.', 'FaxSent on the first attempt',
  ]),
  entry('18', 'audio only', faxMachine({ t38: 'refuses', audio: true }), [
    'Is a fax machine that refuses T.38 (488): it hears and speaks audio alone.', 'FaxSent on the first attempt, as audio over G.711 in the same call',
  ]),
];

/** What any other number does. */
export const UNKNOWN_NUMBER: Behaviour = refuse(404, 'Not Found');

const BEHAVIOURS = new Map(SANDBOX_NUMBERS.map(({ number, behaviour }) => [number, behaviour]));

export function behaviourOf(number: string): Behaviour {
  return BEHAVIOURS.get(number) ?? UNKNOWN_NUMBER;
}

const machinesWhere = (isOne: (machine: FaxMachine) => boolean): readonly string[] =>
  SANDBOX_NUMBERS.filter(({ behaviour }) => behaviour.kind === 'fax' && isOne(behaviour)).map(({ number }) => number);

/** Numbers that a BYE never gets to. */
export const BYE_LOSING_NUMBERS = machinesWhere(({ losesBye }) => losesBye);

/** Numbers whose far end does not run at the sandbox's speed. */
export const REAL_TIME_NUMBERS = machinesWhere(({ realTime }) => realTime);
