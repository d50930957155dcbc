import type { CallOptions, Route } from './call.ts';

/** Input of any operation: parameters by name, and the body. */
export type AnyInput = Readonly<Record<string, unknown>>;

/** The address of a call: the path filled in, and the query of what is given. */
export function urlOf(baseUrl: string, { path, query }: Route, input: AnyInput): string {
  const filled = path.replace(/\{(\w+)\}/g, (_whole, name: string) => {
    const value = input[name];
    if (typeof value !== 'string' && typeof value !== 'number') throw new TypeError(`${name} is missing`);
    return encodeURIComponent(value);
  });
  const given = query.flatMap((name): [string, string][] => (input[name] === undefined ? [] : [[name, textOf(input[name])]]));
  const search = new URLSearchParams(given).toString();
  return `${baseUrl}${filled}${search === '' ? '' : `?${search}`}`;
}

/** What is sent but for the credential. */
export interface Request extends RequestInit {
  readonly headers: Readonly<Record<string, string>>;
}

export function requestOf(route: Route, { body }: AnyInput, { headers, idempotencyKey, signal }: CallOptions): Request {
  const key: Record<string, string> = route.idempotent ? { 'Idempotency-Key': idempotencyKey ?? crypto.randomUUID() } : {};
  const { content, type } = contentOf(route, body);
  return {
    method: route.method,
    headers: { ...(type !== undefined && { 'Content-Type': type }), ...key, ...headers },
    ...(content !== undefined && { body: content }),
    ...(signal && { signal }),
    redirect: 'error',
  };
}

interface RequestContent {
  readonly content?: string | FormData | URLSearchParams;
  readonly type?: string;
}

function contentOf({ body: kind }: Route, body: unknown): RequestContent {
  if (body === undefined || kind === undefined) return {};
  if (kind === 'json') return { content: JSON.stringify(body), type: 'application/json' };
  if (kind === 'form') return { content: new URLSearchParams(body as Record<string, string>) };
  return { content: body instanceof FormData ? body : formOf(body as AnyInput) };
}

/** What a form has several times under one name; other lists are one part with JSON. */
const REPEATED = new Set(['document', 'documentUrl']);

/** Files as they are; objects and lists as JSON; the rest as text. */
function formOf(fields: AnyInput): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    const parts: readonly unknown[] = REPEATED.has(name) && Array.isArray(value) ? value : [value];
    for (const each of parts) append(form, name, each);
  }
  return form;
}

function append(form: FormData, name: string, value: unknown): void {
  if (value === undefined) return;
  if (value instanceof File) form.append(name, value, value.name);
  else if (value instanceof Blob) form.append(name, value);
  else form.append(name, textOf(value));
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
