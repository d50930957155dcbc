import { isFailureCause, isPhoneNumber } from '@faxwire/fax';
import { SANDBOX_LINE } from '@faxwire/trunks';
import { REAL_TIME_NUMBERS, SANDBOX_NUMBERS, behaviourOf } from './number.ts';
import { sandboxNumbersTable } from './numbers-table.ts';

describe('the sandbox numbers', () => {
  it('are distinct E.164 numbers', () => {
    const numbers = SANDBOX_NUMBERS.map(({ number }) => number);
    expect(numbers.filter(isPhoneNumber)).toHaveLength(19);
    expect(new Set(numbers).size).toBe(19);
  });

  it('promise causes that there are', () => {
    const promised = SANDBOX_NUMBERS.flatMap(({ expect: sentence }) => [...sentence.matchAll(/`([a-z0-9_]+)`/g)].map(([, code]) => code ?? ''));
    expect(promised.length).toBeGreaterThan(9);
    expect(promised.filter((code) => !isFailureCause(code))).toEqual([]);
  });

  it('answer 404 for every number that is not listed', () => {
    expect(behaviourOf('+19995550199')).toMatchObject({ kind: 'refuse', status: 404 });
  });

  it('have one that runs in real time', () => {
    expect(REAL_TIME_NUMBERS).toEqual(SANDBOX_LINE.realTimeNumbers);
  });

  it('are printed one a row', () => {
    const table = sandboxNumbersTable();
    for (const { number, does } of SANDBOX_NUMBERS) expect(table).toContain(`| \`${number}\` | ${does} |`);
  });
});
