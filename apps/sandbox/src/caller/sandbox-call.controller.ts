import { Controller, Get, HttpCode, Inject, NotFoundException, Param, Post, Req } from '@nestjs/common';
import { ProblemError } from '@faxwire/platform';
import { numberOfUser } from '@faxwire/trunks';
import type { PlacedCall } from './placed-call.ts';
import { SandboxCaller, type CallWish } from './sandbox-caller.ts';

/** A letter of some pages. */
const MAX_DOCUMENT_BYTES = 5 * 1024 * 1024;
const LIMITS = { fields: 4, files: 1, fileSize: MAX_DOCUMENT_BYTES, fieldSize: 100, parts: 5 };

type Part = { readonly fieldname: string } & ({ readonly type: 'field'; readonly value: unknown } | { readonly type: 'file'; readonly file: { readonly truncated: boolean }; toBuffer(): Promise<Buffer> });
/** What the server's form reader gives to a request that is a form. */
interface FormRequest {
  isMultipart(): boolean;
  parts(options: { readonly limits: typeof LIMITS }): AsyncIterable<Part>;
}

/** Has a machine of the sandbox fax to a number of a tenant. Mounted only where nobody but this machine can ask. */
@Controller('sandbox')
export class SandboxCallController {
  readonly #caller: SandboxCaller;

  constructor(@Inject(SandboxCaller) caller: SandboxCaller) {
    this.#caller = caller;
  }

  /** Parts: `to`, `document`, `hangUpAfterPage` for a call that breaks, and `t38=false` for a machine that knows only audio. */
  @Post('call')
  @HttpCode(202)
  async place(@Req() request: FormRequest): Promise<PlacedCall> {
    const placed = await this.#caller.place(await readWish(request));
    if (placed.ok) return placed.call;
    if (placed.code === 'too_many_calls') throw new ProblemError('service_unavailable', { detail: 'The machines of the sandbox are all calling: let one end first.' });
    throw new ProblemError('document_broken', { detail: placed.reason });
  }

  @Get('calls/:id')
  get(@Param('id') id: string): PlacedCall {
    const call = this.#caller.find(id);
    if (!call) throw new NotFoundException('there was no such call');
    return call;
  }
}

async function readWish(request: FormRequest): Promise<CallWish> {
  if (!request.isMultipart()) throw new ProblemError('unsupported_content_type');
  const fields = new Map<string, string>();
  let document: Buffer | undefined;
  for await (const part of request.parts({ limits: LIMITS })) {
    if (part.type === 'field') fields.set(part.fieldname, String(part.value));
    else if (part.fieldname === 'document') document = await part.toBuffer();
    else throw new ProblemError('unknown_field');
    if (part.type === 'file' && part.file.truncated) throw new ProblemError('document_too_large');
  }
  const to = numberOfUser(fields.get('to'));
  if (!to) throw new ProblemError('invalid_phone_number');
  if (!document) throw new ProblemError('missing_field', { detail: 'The part `document` is missing.' });
  return { to, document, hangUpAfterPage: pageOf(fields.get('hangUpAfterPage')), t38: yesOrNo(fields.get('t38')) };
}

function pageOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const page = Number(text);
  if (!Number.isInteger(page) || page < 1) throw new ProblemError('invalid_field', { detail: '`hangUpAfterPage` is a page, from 1.' });
  return page;
}

function yesOrNo(text = 'true'): boolean {
  if (text !== 'true' && text !== 'false') throw new ProblemError('invalid_field', { detail: '`t38` is true or false.' });
  return text === 'true';
}
