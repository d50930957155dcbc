import type { ProofStatement } from '@faxwire/contracts';
import type { TransmissionReport } from '@faxwire/documents';
import type { FaxState } from '@faxwire/fax';

const RESULTS: Partial<Record<FaxState['status'], string>> = { FaxSent: 'SENT', FaxFailed: 'FAILED', FaxCancelled: 'CANCELLED' };

export interface SignedProof {
  readonly statement: ProofStatement;
  readonly kid: string;
  /** Of `proof.json`, hex. */
  readonly sha256: string;
}

/** The words of the report: what the proof says, for people. */
export function reportWords({ statement, kid, sha256 }: SignedProof): Pick<TransmissionReport, 'result' | 'facts' | 'attempts' | 'pages' | 'verification'> {
  return {
    result: RESULTS[statement.result.status] ?? statement.result.status,
    facts: factsOf(statement),
    attempts: statement.attempts.length > 0 ? ['no  began                     ended                     mode  rate   ecm  pages  result', ...statement.attempts.map(attemptLine)] : [],
    pages: statement.pages.each.map(({ number, sha256: hash, confirmed }) => `${String(number).padStart(3)}  ${hash}  ${confirmed ? 'confirmed' : 'not confirmed'}`),
    verification: [
      'The file proof.json inside this PDF is signed (JWS, Ed25519); this page is made from it. The public keys are at',
      '/.well-known/faxwire-proof-keys.json; how to verify it offline stands in docs/documents.md.',
      `SHA-256 of proof.json: ${sha256}`,
      `Key:                   ${kid}`,
    ],
  };
}

function factsOf(statement: ProofStatement): [string, string][] {
  const { result, pages, documents } = statement;
  const [first] = documents;
  const facts: [string, string | undefined][] = [
    ['Fax', statement.faxId],
    ['To', statement.to ?? '(erased)'],
    ['From', statement.from],
    ['Our station', statement.stationId],
    ['Far end', statement.farEnd],
    ['Received', shown(statement.receivedAt)],
    ['Sent', statement.sentAt && shown(statement.sentAt)],
    ['Ended', shown(statement.endedAt)],
    ['Pages', `${pages.confirmed} of ${pages.total} confirmed by the far end`],
    ['Reason', result.reason && `${result.reason} (${result.cause})`],
    ['Document', first && `SHA-256 ${first.sha256}, ${first.bytes} bytes${documents.length > 1 ? `, and ${documents.length - 1} more` : ''}`],
    ['Erased', statement.documentErasedAt && `${shown(statement.documentErasedAt)}: the document and its pages are gone`],
  ];
  return facts.flatMap(([label, value]) => (value === undefined || value === '' ? [] : [[label, value] as [string, string]]));
}

function attemptLine({ number, startedAt, endedAt, mode, bitRate, ecm, pagesConfirmed, result, cause }: ProofStatement['attempts'][number]): string {
  const columns = [
    String(number).padStart(2), shown(startedAt).padEnd(24), (endedAt ? shown(endedAt) : '').padEnd(24), mode.padEnd(4), String(bitRate ?? '').padStart(5),
    (ecm === undefined ? '' : ecm ? 'yes' : 'no').padEnd(3), String(pagesConfirmed).padStart(5), cause ?? result,
  ];
  return columns.join('  ');
}

/** RFC 3339 reads better with a blank in it. */
function shown(time: string): string {
  return time.replace('T', ' ').replace('Z', ' UTC').replace(/\.\d{3}/, '');
}
