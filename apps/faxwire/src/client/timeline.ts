import type { FaxEventBody } from '@faxwire/contracts';

const REST: ReadonlySet<string> = new Set(['FaxSent', 'FaxFailed', 'FaxCancelled', 'FaxArrived', 'FaxIncomingFailed']);

const MAX_PRINTED_CHARS = 200;
/** Control characters, invisible and direction-changing ones, lone surrogates. */
const UNPRINTABLE = /[^\x20-\x7e\u00a0-\uffff]|[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]/g;

/** True for the event after which nothing more happens by itself. */
export function isEnd(event: Pick<FaxEventBody, 'type'>): boolean {
  return REST.has(event.type);
}

/** One line of the timeline: seconds since the fax was accepted, and what happened in words. */
export function timelineLine(event: FaxEventBody, startedAt: number): string {
  const seconds = (Date.parse(event.time) - startedAt) / 1_000;
  return `  ${seconds.toFixed(2).padStart(7)} s  ${wordsOf(event)}`;
}

function wordsOf({ type, data }: FaxEventBody): string {
  const words = WORDS[type];
  return words ? words(data) : type;
}

/** What a far end wrote must not steer the reader's terminal. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, '?').slice(0, MAX_PRINTED_CHARS);
}

type Data = FaxEventBody['data'];
const show = (value: unknown): string => printable(typeof value === 'string' ? value : JSON.stringify(value) ?? '');
const plural = (count: unknown, noun: string): string => `${show(count)} ${noun}${count === 1 ? '' : 's'}`;
const nth = (page: unknown): string => String(Number(page) + 1);

const WORDS: Partial<Record<FaxEventBody['type'], (data: Data) => string>> = {
  FaxReceived: (data) => `accepted for ${show(data['phoneNumber'])}`,
  FaxHeld: () => 'held',
  FaxRevived: () => 'revived',
  FaxReceivedForCancel: () => 'stop requested',
  FaxCancelled: () => 'cancelled',
  DocumentRendered: (data) => `rendered: ${plural(data['pageCount'], 'page')}`,
  FaxAttemptInitiated: (data) => `attempt ${show(data['number'])}: dialling on trunk ${show(data['trunk'])}${fromPage(data)}`,
  FaxRetryAttempted: (data) => `manual attempt ${show(data['number'])}: dialling on trunk ${show(data['trunk'])}${fromPage(data)}`,
  CallRinging: () => 'ringing',
  CallAnswered: () => 'answered',
  FaxNegotiated: (data) =>
    `negotiated: ${show(data['bitRate'])} bit/s, ${data['ecm'] === true ? 'ECM' : 'no ECM'}, ${show(data['compression'])}, ${show(data['resolution'])} dpi` +
    (data['remoteStationId'] === undefined ? '' : `, far end "${show(data['remoteStationId'])}"`),
  PageSent: (data) => `page ${nth(data['page'])} confirmed`,
  CallTraced: () => 'call ended; its trace is kept',
  AttemptFailed: (data) => `attempt failed: ${show(data['cause'])} (${show(data['detail'])})`,
  FaxSent: (data) => `sent: ${plural(data['pageCount'], 'page')} in ${plural(data['attempts'], 'attempt')}`,
  FaxFailed: (data) => `failed: ${show(data['cause'])}. ${show(data['reason'])}`,
  FaxRetry: () => 'retry requested',
  FaxWebhookUpdateFailed: (data) => `webhook ${show(data['eventType'])} given up: ${show(data['reason'])}`,
  FaxIncoming: (data) => `call from ${data['phoneNumber'] === '' ? 'an unknown number' : show(data['phoneNumber'])} answered for ${show(data['calledNumber'])}`,
  PageReceived: (data) => `page ${nth(data['page'])} came in at ${show(data['bitRate'])} bit/s`,
  FaxArrived: (data) => `arrived: ${plural(data['pageCount'], 'page')}`,
  FaxIncomingFailed: (data) => `broke off: ${show(data['cause'])}, ${plural(data['pageCount'], 'page')} kept. ${show(data['reason'])}`,
  FaxDocumentErased: (data) => `document erased (${show(data['reason'])})`,
  FaxPersonalDataErased: (data) => `personal data erased (${show(data['reason'])})`,
};

function fromPage({ fromPage: page }: Data): string {
  return typeof page === 'number' && page > 0 ? `, from page ${nth(page)} on` : '';
}
