import { SCOPES } from '@faxwire/contracts';
import type { Operation } from './operation.ts';
import { ALL_OPERATIONS } from './operations.ts';

/** What decides who may ask for it: exactly one of them. */
const doorsOf = ({ open, scope, root }: Operation): string[] => [open && 'open', root && 'root', scope && 'scope'].filter((door) => door !== undefined);

describe('an operation', () => {
  it.each(ALL_OPERATIONS.map((operation) => [operation.operationId, operation] as const))('%s is open, of the root key, or says which scope a key needs for it', (_, operation) => {
    expect(doorsOf(operation)).toHaveLength(1);
    if (operation.scope) expect(SCOPES).toContain(operation.scope);
  });

  it.each(ALL_OPERATIONS.filter(({ linkable }) => linkable).map((operation) => [operation.operationId, operation] as const))('%s, which a link opens, only reads, and of one fax', (_, { method, scope, path, query }) => {
    expect([method, scope, path.includes('{faxId}')]).toEqual(['get', 'document:read', true]);
    expect(Object.keys(query?.shape ?? {})).toEqual(expect.arrayContaining(['tenant', 'expires', 'signature']));
  });

  it('is caught where it says nothing, or both', () => {
    const [operation] = ALL_OPERATIONS.filter(({ scope }) => scope !== undefined);
    if (!operation) throw new Error('no operation has a scope');
    const { scope: _, ...silent } = operation;
    expect([doorsOf(silent), doorsOf({ ...operation, open: true })]).toEqual([[], ['open', 'scope']]);
  });
});
