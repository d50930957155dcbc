import type { ConnectionLike } from '@temporalio/client';
import { ATTEMPTS_ATTRIBUTE, STATUS_ATTRIBUTE, TENANT_ATTRIBUTE } from './names.ts';

/** Numbers of temporal.api.enums.v1.IndexedValueType. */
const KEYWORD = 2;
const INT = 3;

const WANTED: Readonly<Record<string, { readonly type: number; readonly name: string }>> = {
  [TENANT_ATTRIBUTE]: { type: KEYWORD, name: 'Keyword' },
  [STATUS_ATTRIBUTE]: { type: KEYWORD, name: 'Keyword' },
  [ATTEMPTS_ATTRIBUTE]: { type: INT, name: 'Int' },
};
/** A namespace that does not answer is not waited for longer than this. */
const ANSWER_WITHIN_MS = 10_000;

/** The namespace lacks search attributes and we may not add them. */
export class SearchAttributesMissing extends Error {
  override readonly name = 'SearchAttributesMissing';
  readonly code = 'search_attributes_missing';
}

/**
 * Registers the search attributes of faxes that the namespace does not have yet.
 * @throws SearchAttributesMissing with the command that somebody who may has to type
 */
export async function ensureSearchAttributes(connection: ConnectionLike, namespace: string): Promise<void> {
  const missing = await connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => missingOf(connection, namespace));
  if (missing.length === 0) return;
  const searchAttributes = Object.fromEntries(missing.map((attribute) => [attribute, WANTED[attribute]?.type ?? KEYWORD]));
  try {
    await connection.withDeadline(Date.now() + ANSWER_WITHIN_MS, () => connection.operatorService.addSearchAttributes({ namespace, searchAttributes }));
  } catch (cause) {
    // Two processes that start together register the same.
    if ((await missingOf(connection, namespace)).length === 0) return;
    throw new SearchAttributesMissing(`Temporal does not let us register search attributes. Type: ${commandOf(namespace, missing)}`, { cause });
  }
}

async function missingOf(connection: ConnectionLike, namespace: string): Promise<string[]> {
  const { customAttributes } = await connection.operatorService.listSearchAttributes({ namespace });
  const wrong = Object.keys(WANTED).filter((attribute) => ![undefined, WANTED[attribute]?.type].includes(customAttributes[attribute]));
  if (wrong.length > 0) throw new SearchAttributesMissing(`These search attributes of namespace ${namespace} have another type than ours: ${wrong.join(', ')}.`);
  return Object.keys(WANTED).filter((attribute) => customAttributes[attribute] === undefined);
}

function commandOf(namespace: string, missing: readonly string[]): string {
  const attributes = missing.map((attribute) => `--name ${attribute} --type ${WANTED[attribute]?.name}`).join(' ');
  return `temporal operator search-attribute create --namespace ${namespace} ${attributes}`;
}
