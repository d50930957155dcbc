import { apiDocument, operationsOf, type DescribedOperation } from '@faxwire/api-app';
import { ERRORS } from '@faxwire/contracts';
import {
  DEFAULT_RETRY_POLICY, FAILURE_CAUSES, LADDER, TRANSITIONS, causeDefinition, isFailureCause, type FailureCause, type FaxPhase, type LineSettings,
} from '@faxwire/fax';
import { FAIL_POINTS, Metrics, configurationTable } from '@faxwire/platform';
import { sandboxNumbersTable } from '@faxwire/sandbox-app';
import type { Tables } from './docs-part.ts';
import { code, table } from './markdown-table.ts';
import { objectsReference, operationsReference } from './reference.ts';

/** Every table of the documentation that the code has the last word on. */
export const TABLES: Tables = {
  transitions: transitionsTable,
  causes: causesTable,
  ladder: ladderTable,
  operations: operationsTable,
  errors: errorsTable,
  reference: operationsReference,
  objects: objectsReference,
  'fail-points': failPointsTable,
  metrics: metricsTable,
  configuration: configurationTable,
  'sandbox-numbers': sandboxNumbersTable,
};

/** Where a fax can be once it exists: nine phases, which a reader wants to see as one word. */
const EVERYWHERE = new Set(TRANSITIONS.flatMap(({ from }) => from).filter((phase) => phase !== 'absent'));

function transitionsTable(): string {
  const rows = TRANSITIONS.map(({ event, from, to, status, meaning }) => [
    code(event), phases(from), to === 'unchanged' ? '(same)' : code(to), status ? code(status) : '', meaning,
  ]);
  return table(['Event', 'From phase', 'To phase', 'Public status', 'Meaning'], rows);
}

function phases(from: readonly FaxPhase[]): string {
  return from.length === EVERYWHERE.size ? 'any' : from.map(code).join(', ');
}

function causesTable(): string {
  const rows = Object.keys(FAILURE_CAUSES).filter(isFailureCause).map((cause) => {
    const { area, sentence, uncertain } = causeDefinition(cause);
    return [code(cause), area, sentence, waits(cause), steps(cause), uncertain ? 'yes' : ''];
  });
  return table(['Cause', 'Area', 'What the sender reads', 'Waits before the next attempts', 'What the next attempts leave away', 'Last page uncertain'], rows);
}

function steps(cause: FailureCause): string {
  return (LADDER[cause] ?? []).map(({ limit }) => limitation(limit)).join('; ');
}

function limitation({ maxBitRate, v17, ecm, t38, maxResolution }: Partial<LineSettings>): string {
  return [
    ...(v17 === false ? ['V.17 off'] : []), ...(maxBitRate ? [`${maxBitRate} bit/s`] : []), ...(ecm === false ? ['ECM off'] : []),
    ...(maxResolution ? [`${maxResolution} resolution`] : []), ...(t38 === false ? ['T.38 off'] : []),
  ].join(', ');
}

function ladderTable(): string {
  const rungs = [...new Set(Object.values(LADDER).flat())];
  return table(['Step', 'Why it should help'], rungs.map(({ limit, because }) => [limitation(limit), because]));
}

function waits(cause: FailureCause): string {
  const delays = DEFAULT_RETRY_POLICY.delaysMs[cause];
  return delays.length === 0 ? 'none: final' : delays.map(duration).join(', ');
}

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

function duration(ms: number): string {
  return ms % MINUTE_MS === 0 ? `${ms / MINUTE_MS} min` : `${ms / SECOND_MS} s`;
}

function errorsTable(): string {
  const rows = Object.entries(ERRORS).map(([name, { status, meaning, retriable }]) => [code(name), String(status), retriable ? 'yes' : '', meaning]);
  return table(['Code', 'HTTP', 'Retriable', 'Meaning'], rows);
}

/** From the API's own description: what the server routes by. */
function operationsTable(): string {
  const operations = operationsOf(apiDocument()).map(({ path, method, operation }) => ({ name: `${method.toUpperCase()} ${path}`, operation }));
  const shared = operations.map(({ operation }) => errorsOf(operation)).reduce((all, errors) => all.filter((error) => errors.includes(error)));
  const everywhere = new Set([...shared, 'api_key_missing', 'api_key_invalid']);
  const rows = operations.map(({ name, operation }) => [
    code(name), operation.summary, Object.keys(operation.responses).filter((status) => status.startsWith('2')).join(', '),
    grouped(errorsOf(operation).filter((error) => !everywhere.has(error))),
  ]);
  return table(['Operation', 'What', 'Answers', 'Errors of its own'], rows);
}

function errorsOf({ responses }: DescribedOperation): string[] {
  return Object.values(responses).flatMap((answer) => answer['x-faxwire-codes'] ?? []);
}

/** The ten refusals of a document count as one here. */
function grouped(errors: readonly string[]): string {
  return [...new Set(errors.map((error) => (error.startsWith('document_') ? 'document_...' : error)))].map(code).join(', ');
}

function failPointsTable(): string {
  return table(['Fail point', 'What is in danger there'], Object.entries(FAIL_POINTS).map(([name, meaning]) => [code(name), meaning]));
}

/** Only ours: what prom-client says of the process by default is its own documentation. */
function metricsTable(): string {
  const ours = new Metrics().registry.getMetricsAsArray().filter(({ name }) => name.startsWith('faxwire_'));
  return table(['Metric', 'Kind', 'Meaning'], ours.map(({ name, type, help }) => [code(name), String(type), help]));
}
