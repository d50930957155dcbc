import { createLogger, type Logger } from './logger.ts';
import { nestLogger } from './nest-logger.ts';

const NUMBER = '+19995550123';
const DIGITS = '9995550123';
const SECRET_TEXT = 'the canary sings at midnight';

function recorded(level: 'info' | 'trace' = 'trace') {
  const lines: string[] = [];
  const logger = createLogger({ level, service: 'test', destination: { write: (line) => void lines.push(line) } });
  return { logger, lines };
}

const WAYS: readonly (readonly [string, (logger: Logger) => void])[] = [
  ['a message', (logger) => logger.info(`calling ${NUMBER}`)],
  ['an argument of a message', (logger) => logger.info('calling %s from %o', NUMBER, { caller: NUMBER })],
  ['a parsed number', (logger) => logger.info('calling %d', Number(NUMBER))],
  ['a field', (logger) => logger.warn({ phoneNumber: NUMBER }, 'busy')],
  ['a deep field', (logger) => logger.warn({ fax: { attempts: [{ to: `sip:${NUMBER}@trunk` }] } })],
  ['a parsed field', (logger) => logger.warn({ to: Number(NUMBER), big: BigInt(NUMBER.slice(1)) })],
  ['the name of a field', (logger) => logger.warn({ [NUMBER]: 1 })],
  ['a map and a set', (logger) => logger.warn({ map: new Map([[NUMBER, NUMBER]]), set: new Set([NUMBER]) })],
  ['an error', (logger) => logger.error(new Error(`no route to ${NUMBER}`))],
  ['an error with a message', (logger) => logger.error({ err: new Error(`no route to ${NUMBER}`) }, `failed for ${NUMBER}`)],
  ['the cause of an error', (logger) => logger.error(new Error('failed', { cause: new Error(NUMBER) }))],
  ['what an error carries', (logger) => logger.error(Object.assign(new Error('duplicate'), { detail: `Key (phone)=(${NUMBER})` }))],
  ['a child', (logger) => logger.child({ to: NUMBER }).info('ringing')],
  ['a grandchild', (logger) => logger.child({ a: 1 }).child({ to: NUMBER }).info('ringing')],
  ['the document', (logger) => logger.info({ document: SECRET_TEXT, pages: Buffer.from(SECRET_TEXT), body: { text: SECRET_TEXT } })],
  ['bytes', (logger) => logger.info({ rows: new Uint8Array(Buffer.from(SECRET_TEXT)) }, 'page %o', Buffer.from(SECRET_TEXT))],
  ['metadata', (logger) => logger.info({ metadata: { note: SECRET_TEXT }, fileName: `${SECRET_TEXT}.pdf` })],
  ['Nest', (logger) => nestLogger(logger).error(`refused ${NUMBER}`, `Error: ${NUMBER}\n at x`, 'FaxesController')],
  ['an error of Nest', (logger) => nestLogger(logger).warn(new Error(NUMBER))],
  ['an object of Nest', (logger) => nestLogger(logger).log({ to: NUMBER, detail: NUMBER })],
];

describe('the log', () => {
  it.each(WAYS)('never shows the canary: %s', (_way, write) => {
    const { logger, lines } = recorded();
    write(logger);
    expect(lines).toHaveLength(1);
    const line = lines[0] ?? '';
    expect(line).not.toContain(DIGITS);
    expect(line).not.toContain(SECRET_TEXT);
    expect(line).not.toContain(JSON.stringify([...Buffer.from(SECRET_TEXT)]).slice(1, 20));
    expect(() => JSON.parse(line) as unknown).not.toThrow();
  });

  it('writes JSON with time, level, service, message and fields', () => {
    const { logger, lines } = recorded();
    logger.info({ faxId: '0199a3b2-1234-4567-8901-234567890123', page: 3 }, 'page %d of %d: 100% confirmed', 3, 12);
    expect(JSON.parse(lines[0] ?? '')).toEqual({
      level: 'info', time: expect.stringMatching(/^\d{4}-.*Z$/), service: 'test', faxId: '0199a3b2-1234-4567-8901-234567890123', page: 3,
      msg: 'page 3 of 12: 100% confirmed',
    });
  });

  it('keeps what engineers need of an error', () => {
    const { logger, lines } = recorded();
    logger.error(Object.assign(new TypeError('no pool'), { code: 'ECONNREFUSED' }));
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ msg: 'no pool', err: { type: 'TypeError', code: 'ECONNREFUSED', stack: expect.stringContaining('logger.spec') } });
  });

  it('writes nothing below its level', () => {
    const { logger, lines } = recorded('info');
    logger.debug('detail');
    nestLogger(logger).log('route mapped');
    expect(lines).toEqual([]);
  });

  it('survives what can not be written', () => {
    const { logger, lines } = recorded();
    const cyclic: Record<string, unknown> = { name: 'cycle' };
    cyclic['self'] = cyclic;
    logger.info({ cyclic, list: Array.from({ length: 1_000 }, (_, index) => index), trap: Object.defineProperty({}, 'x', { enumerable: true, get: () => { throw new Error('trap'); } }) });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.length).toBeLessThan(5_000);
  });

  it('is one readable line on a terminal, and JSON everywhere else', () => {
    const lines: string[] = [];
    const terminal = { isTTY: true, write: (line: string) => void lines.push(line) };
    createLogger({ level: 'info', pretty: true, destination: terminal }).info({ faxId: 'f-1' }, `sent to ${NUMBER}`);
    createLogger({ level: 'info', pretty: false, destination: terminal }).info('sent');
    expect(lines[0]).toMatch(/sent to \+1999\*+23 .*faxId=.*f-1\n$/);
    expect(lines[0]?.split('\n')).toHaveLength(2);
    expect(lines[1]).toMatch(/^{"level":"info"/);
  });
});
