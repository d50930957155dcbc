import { describeCalls } from '../specimen/call.contract.ts';
import { spanDspCalls } from '../specimen/machine-pair.ts';
import { loadSpanDsp } from './library.ts';

it('A missing library is an error that names its cure', () => {
  const load = (): unknown => loadSpanDsp('libspandsp-absent.so');
  expect(load).toThrow(expect.objectContaining({ code: 'library_missing' }));
  expect(load).toThrow('apt-get install libspandsp2');
});

/** It knows families of modems, not their speeds. */
const RATES = [[14_400, 14_400], [12_000, 9600], [9600, 9600], [7200, 4800], [4800, 4800]] as const;

describe('SpanDSP', () => describeCalls({ open: spanDspCalls(loadSpanDsp()), rates: RATES, vanished: 'silent' }));
