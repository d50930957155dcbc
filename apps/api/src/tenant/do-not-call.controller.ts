import { Body, Controller, Inject, Param, Query } from '@nestjs/common';
import { AddDoNotCall, timestamp, type AddedDoNotCallBody, type DoNotCallEntryBody, type DoNotCallListBody, type FieldProblem } from '@faxwire/contracts';
import { ProblemError } from '@faxwire/platform';
import type { DoNotCallEntry, Principal } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { Change, type ChangeNote } from '../audit/change-note.ts';
import { Caller } from '../auth/principal.ts';
import { Answers } from '../operation.ts';
import { OPERATIONS } from '../operations.ts';
import { readPhoneNumber } from '../submission/phone-number.ts';
import { PARAMETER, fieldProblem, validate } from '../validate.ts';
import { DoNotCallQuery } from './do-not-call-query.ts';

/** The numbers that a tenant has not called. */
@Controller()
export class DoNotCallController {
  readonly #list: ApiDependencies['doNotCall'];

  constructor(@Inject(API_DEPENDENCIES) { doNotCall }: ApiDependencies) {
    this.#list = doNotCall;
  }

  @Answers(OPERATIONS.listDoNotCall)
  async list(@Caller() { tenantId }: Principal, @Query() query: unknown): Promise<DoNotCallListBody> {
    const { limit, after } = validate(DoNotCallQuery, query, PARAMETER);
    const entries = await this.#list.list(tenantId, { limit, after });
    const last = entries.at(-1);
    return { numbers: entries.map(entryBody), ...(last && entries.length === limit && { next: last.number }) };
  }

  @Answers(OPERATIONS.getDoNotCall)
  async get(@Caller() { tenantId }: Principal, @Param('number') number: string): Promise<DoNotCallEntryBody> {
    return entryBody(found(await this.#list.find(tenantId, number)));
  }

  @Answers(OPERATIONS.addDoNotCall)
  async add(@Caller() caller: Principal, @Change() note: ChangeNote, @Body() body: unknown): Promise<AddedDoNotCallBody> {
    const numbers = numbersOf(validate(AddDoNotCall, body ?? {}).numbers, caller);
    note.object = numbers.join(',');
    const added = await this.#list.add(caller.tenantId, numbers);
    if (added === 'do_not_call_limit') throw new ProblemError(added);
    return { added };
  }

  @Answers(OPERATIONS.removeDoNotCall)
  async remove(@Caller() { tenantId }: Principal, @Param('number') number: string, @Change() note: ChangeNote): Promise<void> {
    note.before = entryBody(found(await this.#list.remove(tenantId, number)));
  }
}

/** Each once. A sandbox number can be on the list, so that it can be tried. @throws ProblemError that names every number that is none */
function numbersOf(written: readonly string[], { defaultCountry: country }: Principal): string[] {
  const problems: FieldProblem[] = [];
  const numbers = written.flatMap((each, index) => {
    try {
      return [readPhoneNumber(each, { country, mode: 'test' }, `numbers.${index}`)];
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      problems.push(...(error.details.errors ?? []));
      return [];
    }
  });
  if (problems.length > 0) throw fieldProblem(problems);
  return [...new Set(numbers)];
}

function found(entry: DoNotCallEntry | undefined): DoNotCallEntry {
  if (!entry) throw new ProblemError('do_not_call_not_found');
  return entry;
}

function entryBody({ number, addedAt }: DoNotCallEntry): DoNotCallEntryBody {
  return { number, addedOn: timestamp(addedAt) };
}
