import { SANDBOX_NUMBERS } from './number.ts';

/** The numbers as a table in Markdown, for the documentation. */
export function sandboxNumbersTable(): string {
  const rows = SANDBOX_NUMBERS.map(({ number, does, expect }) => `| \`${number}\` | ${does} | ${expect}. |`);
  return [
    '| number | the far end | your fax |',
    '| --- | --- | --- |',
    ...rows,
    '| any other | Is not in service (404). | FaxFailed with `unallocated_number` after one attempt. |',
    '',
  ].join('\n');
}
