import { Dialog } from '../dialog/dialog.ts';
import { contactOf, tagOf, toOf } from '../message/headers.ts';
import { EarlyDialog } from './early-dialog.ts';
import { FORKS_MAX } from './limits.ts';
import type { DialogOptions } from '../dialog/dialog.ts';
import type { SipRequest, SipResponse } from '../message/message.ts';
import type { AgentContext } from './agent-context.ts';
import type { EarlyDialogOptions } from './early-dialog.ts';

export type EarlyDialogsOptions = Omit<EarlyDialogOptions, 'dialog'> & { readonly context: AgentContext };

/** The branches of an INVITE that ring, told apart by their tags (RFC 3261 13.2.2.4, forking). */
export class EarlyDialogs {
  readonly #options: EarlyDialogsOptions;
  readonly #branches = new Map<string, EarlyDialog>();

  constructor(options: EarlyDialogsOptions) {
    this.#options = options;
  }

  /** False for a response that nobody must hear of. */
  take(invite: SipRequest, response: SipResponse, options: DialogOptions): boolean {
    const tag = tagOf(toOf(response));
    if (tag === undefined || contactOf(response) === undefined) return true;
    const branch = this.#branches.get(tag) ?? this.#begin(tag, () => Dialog.asCaller(invite, response, options));
    return branch === undefined || branch.take(response);
  }

  of(response: SipResponse): EarlyDialog | undefined {
    return this.#branches.get(tagOf(toOf(response)) ?? '');
  }

  clear(): void {
    for (const { dialog } of this.#branches.values()) this.#options.context.unregister(dialog.id);
    this.#branches.clear();
  }

  #begin(tag: string, open: () => Dialog): EarlyDialog | undefined {
    if (this.#branches.size >= FORKS_MAX) return undefined;
    const branch = new EarlyDialog({ ...this.#options, dialog: open() });
    this.#branches.set(tag, branch);
    this.#options.context.register(branch.dialog.id, branch);
    return branch;
  }
}
