import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** What an operation says of its change, for the audit log. What it leaves out is taken from the request and its answer. */
export interface ChangeNote {
  /** The id of what was changed. */
  object?: string;
  /** As it was. */
  before?: object;
  /** Whose it is, where the request does not say. */
  tenantId?: string;
}

const notes = new WeakMap<FastifyRequest, ChangeNote>();

export function changeNoteOf(request: FastifyRequest): ChangeNote {
  const known = notes.get(request) ?? {};
  notes.set(request, known);
  return known;
}

/** Where an operation writes down what it changes. */
export const Change = createParamDecorator((_: unknown, context: ExecutionContext): ChangeNote => changeNoteOf(context.switchToHttp().getRequest<FastifyRequest>()));
