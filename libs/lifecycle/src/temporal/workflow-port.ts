import type { TransmitStep } from '@faxwire/fax';
import { defineSearchAttributeKey } from '@temporalio/common';
import {
  CancellationScope, condition, continueAsNew, defineSignal, proxyActivities, proxyLocalActivities, setHandler, sleep, upsertSearchAttributes,
  workflowInfo,
} from '@temporalio/workflow';
import type { FaxAttributes, LifecycleActivities, Line, MediaActivities, NextAnswer } from './activity-contract.ts';
import { BOOKKEEPING, IN_PLACE, RENDERING, transmission } from './activity-options.ts';
import type { ActiveStep, LifecyclePort } from '../drive.ts';
import { ATTEMPTS_ATTRIBUTE, NUDGE_SIGNAL, STATUS_ATTRIBUTE, TENANT_ATTRIBUTE } from './names.ts';
import { RESTART_AFTER_FAILURE_MS } from '../retry-of-steps.ts';

/** An ordinary fax needs some thirty events; one that waits long for a channel goes on in a new run. */
const LONG_HISTORY_EVENTS = 500;
/** The server's clock may be ahead of ours: a rest that is over for it and not for the plan must not become a storm. */
const SHORTEST_REST_MS = 100;
/** After an attempt that did not end by itself; the plan knows what became of it. */
const REST_AFTER_FAILED_TRANSMISSION_MS = 2_000;

const bookkeeping = proxyActivities<LifecycleActivities>(BOOKKEEPING);
const inPlace = proxyLocalActivities<LifecycleActivities>(IN_PLACE);
const rendering = proxyActivities<LifecycleActivities>(RENDERING);

const nudge = defineSignal(NUDGE_SIGNAL);

/** What the workflow asks of Temporal. Has to be made before anything is awaited, so that no signal is missed. */
export class WorkflowPort implements LifecyclePort {
  /** Something happened that the plan has not been asked about. */
  #nudged = false;
  #line: Line | undefined;
  #described = '';

  constructor() {
    setHandler(nudge, () => {
      this.#nudged = true;
    });
  }

  get isNudged(): boolean {
    return this.#nudged;
  }

  async next(faxId: string) {
    for (;;) {
      // The new run begins with `next`, so a nudge that came before needs no keeping.
      if (historyIsLong()) await continueAsNew(faxId);
      this.#nudged = false;
      try {
        const { step, attributes, line } = await answerOf(faxId);
        this.#line = line;
        if (attributes) this.#describe(attributes);
        return step;
      } catch (error) {
        await restAfter(error, RESTART_AFTER_FAILURE_MS);
      }
    }
  }

  async act(faxId: string, step: ActiveStep): Promise<void> {
    if (step.kind === 'transmit' && !step.begun) return this.#transmit(faxId, step);
    try {
      await bookkeep(faxId, step);
    } catch (error) {
      await restAfter(error, RESTART_AFTER_FAILURE_MS);
    }
  }

  async rest(_faxId: string, until: number | undefined): Promise<'rested'> {
    if (until === undefined) await condition(() => this.#nudged);
    else await condition(() => this.#nudged, Math.max(until - Date.now(), SHORTEST_REST_MS));
    return 'rested';
  }

  async #transmit(faxId: string, step: TransmitStep): Promise<void> {
    if (!this.#line) return;
    try {
      await proxyActivities<MediaActivities>(transmission(this.#line)).transmit(faxId, step);
    } catch (error) {
      await restAfter(error, REST_AFTER_FAILED_TRANSMISSION_MS);
    }
  }

  #describe({ tenantId, status, attempts }: FaxAttributes): void {
    const described = JSON.stringify([tenantId, status, attempts]);
    if (described === this.#described) return;
    this.#described = described;
    upsertSearchAttributes([
      { key: defineSearchAttributeKey(TENANT_ATTRIBUTE, 'KEYWORD'), value: tenantId },
      { key: defineSearchAttributeKey(STATUS_ATTRIBUTE, 'KEYWORD'), value: status },
      { key: defineSearchAttributeKey(ATTEMPTS_ATTRIBUTE, 'INT'), value: attempts },
    ]);
  }
}

/** Quickly if it can be, and otherwise for as long as the log is away. */
async function answerOf(faxId: string): Promise<NextAnswer> {
  try {
    return await inPlace.next(faxId);
  } catch (error) {
    if (CancellationScope.current().consideredCancelled) throw error;
    return bookkeeping.next(faxId);
  }
}

function bookkeep(faxId: string, step: ActiveStep): Promise<void> {
  switch (step.kind) {
    case 'render':
      return rendering.render(faxId, step);
    // Closes, too: what a worker that is gone has left.
    case 'salvage':
    case 'close':
      return bookkeeping.close(faxId, step);
    case 'transmit':
      return bookkeeping.interrupt(faxId, step);
  }
}

function historyIsLong(): boolean {
  const { continueAsNewSuggested, historyLength } = workflowInfo();
  return continueAsNewSuggested || historyLength > LONG_HISTORY_EVENTS;
}

/** A fax is never lost because an activity failed. Only who cancels the workflow itself ends it. */
async function restAfter(error: unknown, restMs: number): Promise<void> {
  if (CancellationScope.current().consideredCancelled) throw error;
  await sleep(restMs);
}
