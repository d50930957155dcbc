import { describeCalls } from '../specimen/call.contract.ts';
import { OwnCalls } from '../specimen/own-calls.ts';

const own = new OwnCalls();
const RATES = [14_400, 12_000, 9600, 7200, 4800, 2400].map((bitRate) => [bitRate, bitRate] as const);
/** T2 ran out while the page had no end (completion code 30). */
const VANISHED = 30;

describe('Our own engine', () =>
  describeCalls({ open: own.open, rates: RATES, vanished: VANISHED, load: (path) => own.load(path), save: (path) => own.save(path) }));
