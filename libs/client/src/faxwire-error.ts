import type { ErrorCode, Problem } from './call.ts';

/** What the server refused, or could not do. */
export class FaxwireError extends Error {
  override readonly name = 'FaxwireError';
  /** HTTP status. */
  readonly status: number;
  /** Stable code; `unknown` where the answer was not from Faxwire, as a proxy's. */
  readonly code: ErrorCode | 'unknown';
  /** The whole answer (RFC 9457), where it was one. */
  readonly problem: Problem | undefined;
  /** True where the same request can succeed later. */
  readonly retriable: boolean;
  readonly requestId: string | undefined;
  /** How long the server wants to be left alone, ms. */
  readonly retryAfterMs: number | undefined;

  constructor(status: number, problem: Problem | undefined, headers: Headers) {
    super(problem?.detail ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem?.code ?? 'unknown';
    this.problem = problem;
    this.retriable = problem?.retriable ?? GATEWAY.has(status);
    this.requestId = problem?.requestId ?? headers.get('x-request-id') ?? undefined;
    this.retryAfterMs = retryAfterMs(headers.get('retry-after'));
  }
}

/** What proxies answer while nobody is behind them. */
const GATEWAY = new Set([429, 502, 503, 504]);

/** An error's answer is small; more is not ours. */
const MAX_PROBLEM_CHARS = 65_536;

export async function errorOf(response: Response): Promise<FaxwireError> {
  const text = await response.text().catch(() => '');
  return new FaxwireError(response.status, problemIn(text), response.headers);
}

function problemIn(text: string): Problem | undefined {
  if (text.length > MAX_PROBLEM_CHARS) return undefined;
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && 'code' in body && 'detail' in body ? (body as Problem) : undefined;
  } catch {
    return undefined;
  }
}

/** Seconds, or a date (RFC 9110, 10.2.3). */
function retryAfterMs(header: string | null): number | undefined {
  if (header === null) return undefined;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1_000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
