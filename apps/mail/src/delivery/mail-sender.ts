import { connect, isIP, type Socket } from 'node:net';
import { createTransport } from 'nodemailer';
import type { AttemptOutcome, DeliveryErrorCode } from '@faxwire/deliveries';
import { Deadline, networkErrorOf } from '@faxwire/outbound';
import type { MailMessage } from '../message.ts';
import type { AddressedNotice, NoticeSender } from './notice-sender.ts';

export interface MailSenderOptions {
  /** smtp: or smtps:, with user and password where the server wants them. */
  readonly smtpUrl: string;
  readonly from: string;
  /** smtp: without STARTTLS. */
  readonly plaintext: boolean;
  /** From connecting to the last answer, ms. */
  readonly timeoutMs: number;
  /** Authorities to trust instead of the well-known ones, PEM. */
  readonly ca?: string;
}

type TransportOptions = NonNullable<Extract<Parameters<typeof createTransport>[0], { readonly host?: string | undefined; readonly requireTLS?: boolean | undefined }>>;

const SUBMISSION_PORT = 587;
const SUBMISSIONS_PORT = 465;
/** As much of an answer as helps to find the fault. */
const KEPT_RESPONSE_CHARS = 500;

/** Sends one mail on a connection of its own (RFC 5321), over TLS that is verified unless the operator said plaintext. */
export class MailSender implements NoticeSender {
  readonly #options: MailSenderOptions;

  constructor(options: MailSenderOptions) {
    this.#options = options;
  }

  async send(notice: AddressedNotice, stop: AbortSignal): Promise<AttemptOutcome> {
    const startedAt = performance.now();
    const deadline = new Deadline(this.#options.timeoutMs, stop);
    try {
      const response = await deadline.bound(this.#exchange(notice, deadline.signal));
      return { durationMs: elapsed(startedAt), status: Number(response.slice(0, 3)), response: readable(response) };
    } catch (error) {
      const failure = deadline.reached ? { error: deadline.reached } : failureOf(error);
      return { durationMs: elapsed(startedAt), ...failure };
    } finally {
      deadline.clear();
    }
  }

  async #exchange({ id, to, body }: AddressedNotice, signal: AbortSignal): Promise<string> {
    const { from } = this.#options;
    const { subject, text, html } = JSON.parse(body) as MailMessage;
    const transport = createTransport(transportOptions(this.#options, signal));
    const { response } = await transport.sendMail({
      from: { name: 'Faxwire', address: from }, to: { name: '', address: to }, envelope: { from, to: [to] },
      messageId: `<${id.replace(':', '.')}@${from.slice(from.lastIndexOf('@') + 1)}>`,
      // RFC 3834: an answering machine does not answer.
      headers: { 'Auto-Submitted': 'auto-generated' },
      subject, text, html, disableFileAccess: true, disableUrlAccess: true,
    });
    return response;
  }
}

/** Every option is said here: an option in the URL could turn the verification off. */
function transportOptions({ smtpUrl, plaintext, timeoutMs, ca }: MailSenderOptions, signal: AbortSignal): TransportOptions {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const host = url.hostname.replace(/^\[|\]$/gu, '');
  const port = Number(url.port || (secure ? SUBMISSIONS_PORT : SUBMISSION_PORT));
  return {
    host, port, secure, requireTLS: !secure && !plaintext, ignoreTLS: plaintext,
    connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs,
    tls: { rejectUnauthorized: true, minVersion: 'TLSv1.2', ...(isIP(host) === 0 && { servername: host }), ...(ca !== undefined && { ca }) },
    ...(url.username !== '' && { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } }),
    getSocket: (_, callback) => {
      openSocket({ host, port }, signal).then((connection) => callback(null, { connection }), (error: Error) => callback(error, false));
    },
  };
}

/** Ours, so that the deadline can end it: nodemailer's own time-outs start again with every byte. */
function openSocket(address: { readonly host: string; readonly port: number }, signal: AbortSignal): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect(address);
    const abort = (): void => void socket.destroy(new Error('deadline reached'));
    signal.addEventListener('abort', abort, { once: true });
    socket.once('close', () => signal.removeEventListener('abort', abort));
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      resolve(socket);
    });
    if (signal.aborted) abort();
  });
}

/** Only what is said of the mailbox or the message is for ever; a wrong password of ours is not the receiver's fault. */
const FINAL_COMMANDS: ReadonlySet<unknown> = new Set(['RCPT TO', 'DATA']);

/** As nodemailer throws: `code` names the phase, `originalCode` what the system or OpenSSL said. */
interface SmtpFailure {
  readonly code?: unknown;
  readonly originalCode?: unknown;
  readonly responseCode?: unknown;
  readonly command?: unknown;
  readonly response?: unknown;
}

function failureOf(error: unknown): { readonly status?: number; readonly error: DeliveryErrorCode; readonly response?: string } {
  const { code, originalCode, responseCode: status, command, response } = (error ?? {}) as SmtpFailure;
  if (code === 'ETLS') return { error: 'tls_error' };
  if (typeof status !== 'number') return { error: networkErrorOf({ code: originalCode ?? code }) };
  const final = status >= 500 && FINAL_COMMANDS.has(command);
  return { status, error: final ? 'mail_rejected' : 'mail_deferred', ...(typeof response === 'string' && { response: readable(response) }) };
}

const elapsed = (startedAt: number): number => Math.round(performance.now() - startedAt);

/** PostgreSQL stores no NUL, and a log shows no control characters. */
function readable(response: string): string {
  return response.slice(0, KEPT_RESPONSE_CHARS).replace(/[\u0000-\u0008\u000b-\u001f\u007f]/gu, ' ');
}
