import { FAX_EVENT_DATA } from '@faxwire/contracts';
import { DEFAULT_RETRY_POLICY, FULL_SETTINGS, fold, next, phoneNumber, type FaxEvent } from '@faxwire/fax';
import { storedEventOf, type EventRow } from '../log/stored-event.ts';
import { liftingBy } from './lifting.ts';
import type { Upcaster } from './upcaster.ts';
import { lift, schemaOf } from './upcasters.ts';

const FAX_ID = '7d9f7f57-2f0f-4a0c-9c0c-0d6f3e7a1b11';
const AT = Date.UTC(2026, 0, 1);

function row(version: number, type: FaxEvent['type'], { data, schema }: { data: object; schema?: string }): EventRow {
  const meta = schema === undefined ? {} : { schema };
  return { position: String(version), xid: '1', tenant_id: 't', stream: `fax-${FAX_ID}`, version, type, data: data, meta, at: new Date(AT + version) };
}

const attempt = (number: number) => `att_${FAX_ID}_${number}`;
const begun = (number: number) => ({
  attemptId: attempt(number), number, token: 2 * number + 1, trunk: 'sandbox', callerNumber: '+19995550000', fromPage: 0, settings: FULL_SETTINGS,
});
const failed = (number: number) => ({ attemptId: attempt(number), cause: 'busy', detail: '486' });

/** Received, rendered, and two attempts that failed; how the failures were stored is the question. */
const stream = (...failures: readonly { data: object; schema?: string }[]): EventRow[] => [
  row(1, 'FaxReceived', {
    data: {
      faxId: FAX_ID, tenantId: 't', mode: 'test', phoneNumber: phoneNumber('+19995550100'), resolution: 'fine', metadata: {}, requestHash: 'r',
      document: { sha256: 'd'.repeat(64), mediaType: 'application/pdf', bytes: 1_000 },
    },
  }),
  row(2, 'DocumentRendered', { data: { sha256: 'a'.repeat(64), pageCount: 1, widthPx: 1728, bytes: 9, pageSha256: ['b'.repeat(64)], renderMs: 1 } }),
  ...failures.flatMap((failure, index) => [
    row(2 * index + 3, 'FaxAttemptInitiated', { data: begun(index + 1) }),
    row(2 * index + 4, 'AttemptFailed', failure),
  ]),
];
const folded = (rows: readonly EventRow[]) => fold(rows.map((stored) => storedEventOf(stored).event));
const nextOf = (rows: readonly EventRow[]) => next(folded(rows), AT, DEFAULT_RETRY_POLICY);

const old = (number: number) => ({ data: failed(number) });
const unnoted = (number: number) => ({ data: { ...failed(number), jitter: 0 } });
const today = (number: number) => ({ data: { ...failed(number), jitter: 0 }, schema: '2' });

describe('events of an older form', () => {
  it('fold, and what follows from them is what followed when they were stored', () => {
    const step = nextOf(stream(old(1), old(2)));
    expect(step).toEqual(nextOf(stream(today(1), today(2))));
    expect(step.kind === 'wait' && Number.isFinite(step.until)).toBe(true);
  });

  it('would be misread as they are', () => {
    const unlifted = stream(old(1)).map(({ type, data, at }) => ({ type, data, at: at.getTime() }) as FaxEvent);
    const step = next(fold(unlifted), AT, DEFAULT_RETRY_POLICY);
    expect(step.kind === 'wait' && Number.isFinite(step.until)).toBe(false);
    expect(FAX_EVENT_DATA.AttemptFailed.safeParse(failed(1)).success).toBe(false);
  });

  it('make the same fax in a stream with newer ones as if all were new', () => {
    const forms = [old, unnoted, today];
    const mixed = forms.flatMap((first) => forms.map((second) => folded(stream(first(1), second(2)))));
    for (const state of mixed) expect(state).toEqual(folded(stream(today(1), today(2))));
  });

  it('keep what was known of them', () => {
    expect(lift({ type: 'AttemptFailed', data: { ...failed(1), jitter: 0.4 }, schema: undefined })).toEqual({ ...failed(1), jitter: 0.4 });
  });

  it('are what their description says, once they are lifted', () => {
    expect(FAX_EVENT_DATA.AttemptFailed.safeParse(lift({ type: 'AttemptFailed', data: failed(1), schema: '1' })).success).toBe(true);
  });
});

describe('events of today', () => {
  it('are left as they are', () => {
    const data = { ...failed(1), jitter: 0.4 };
    expect(lift({ type: 'AttemptFailed', data, schema: schemaOf('AttemptFailed') })).toBe(data);
    expect(lift({ type: 'FaxHeld', data, schema: schemaOf('FaxHeld') })).toBe(data);
  });

  it('say their version from the second on', () => {
    expect([schemaOf('AttemptFailed'), schemaOf('FaxHeld')]).toEqual(['2', undefined]);
  });
});

describe('events that cannot be read', () => {
  it.each<[FaxEvent['type'], string]>([['AttemptFailed', '3'], ['FaxHeld', '2'], ['FaxSent', '999999']])('are refused where a newer release stored them: %s %s', (type, schema) => {
    const stored = row(1, type, { data: {}, schema });
    expect(() => storedEventOf(stored)).toThrow(expect.objectContaining({ code: 'event_schema_unknown', retriable: false }));
  });

  it.each(['', '0', '-1', '1.5', '2e0', 'two', ' 2', '9'.repeat(7)])('are refused with the version %j', (schema) => {
    expect(() => storedEventOf(row(1, 'FaxHeld', { data: {}, schema }))).toThrow(expect.objectContaining({ code: 'event_schema_invalid' }));
  });
});

describe('upcasters', () => {
  const step = (from: number, type: FaxEvent['type'] = 'FaxSent'): Upcaster => ({
    type, from, lift: (data) => ({ ...data, path: [...(data['path'] as number[]), from] }),
  });

  it('are applied one after the other, from the version that was stored', () => {
    const lifting = liftingBy([step(1), step(1, 'FaxHeld'), step(2), step(3)]);
    const from = (schema: string | undefined) => (lifting.lift({ type: 'FaxSent', data: { path: [] }, schema }) as { path: number[] }).path;
    expect([from(undefined), from('1'), from('2'), from('3'), from('4')]).toEqual([[1, 2, 3], [1, 2, 3], [2, 3], [3], []]);
    expect(() => from('5')).toThrow(expect.objectContaining({ code: 'event_schema_unknown' }));
    expect([lifting.schemaOf('FaxSent'), lifting.schemaOf('FaxHeld'), lifting.schemaOf('FaxFailed')]).toEqual(['4', '2', undefined]);
  });

  it.each<[string, Upcaster[]]>([['a gap', [step(1), step(3)]], ['a step twice', [step(1), step(1)]], ['no first step', [step(2)]]])('are refused with %s', (_what, upcasters) => {
    expect(() => liftingBy(upcasters)).toThrow(RangeError);
  });
});
