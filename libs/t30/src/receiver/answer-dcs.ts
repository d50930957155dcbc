import type { Command } from '../call/command.ts';
import { COMPLETION } from '../call/completion.ts';
import type { Desk } from '../call/desk.ts';
import { identificationOf } from '../call/identified.ts';
import { checkDcs } from '../negotiation/dcs-check.ts';
import { readDcs } from '../negotiation/digital-command.ts';
import { Receive } from './receive.ts';
import type { Reception } from './reception.ts';

/** A field that is shorter settles nothing. */
const MIN_DCS_OCTETS = 3;

/** Somebody wants to send. A DCS is taken at any time, even without a DIS of ours: the switch to T.38 may have come in between. */
export function answerDcs(desk: Desk, reception: Reception, command: Command): void {
  if (command.field.length < MIN_DCS_OCTETS) return desk.state?.garbled?.();
  desk.timers.disarm('T1');
  desk.hush();
  if (!desk.stride()) return;
  const identification = identificationOf(command);
  reception.identified(identification);
  if (!desk.options.receive) return desk.hangUp(COMPLETION.incompatible);
  if (desk.options.accept && !desk.options.accept(identification)) {
    return desk.hangUp(identification.senderId === undefined ? COMPLETION.identificationRefused : COMPLETION.passwordRefused);
  }
  const verdict = checkDcs(readDcs(command.field), desk.options.capabilities);
  if (verdict.type === 'refused') return desk.hangUp(verdict.code);
  reception.agree(verdict.type === 'accepted' ? verdict.terms : undefined);
  desk.become(new Receive(desk, reception));
}
