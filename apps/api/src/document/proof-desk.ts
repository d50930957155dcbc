import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { ProofBody, ProofKeySet, ProofStatement } from '@faxwire/contracts';
import { transmissionReport, type PagePreview } from '@faxwire/documents';
import { isAtRest, type FaxState } from '@faxwire/fax';
import { ProblemError } from '@faxwire/platform';
import type { Principal } from '@faxwire/tenancy';
import { API_DEPENDENCIES, type ApiDependencies } from '../api-dependencies.ts';
import { FaxDesk } from '../fax/fax-desk.ts';
import { DocumentDesk } from './document-desk.ts';
import { reportWords } from './proof-report.ts';
import { proofStatement } from './proof-statement.ts';

const TYPE = 'faxwire-proof+jws';
/** Sharp enough to be recognised at a quarter of its size, and some 100 kB. */
const PREVIEW_WIDTH_PX = 480;
/** What keeps the picture away and not the report: erased by policy, or lost. */
const WITHOUT_PICTURE: ReadonlySet<string> = new Set(['document_erased', 'document_not_found']);

interface Signed {
  readonly statement: ProofStatement;
  readonly kid: string;
  readonly body: ProofBody;
}

/** Proofs of what became of a fax. */
@Injectable()
export class ProofDesk {
  readonly #deps: ApiDependencies;
  readonly #desk: FaxDesk;
  readonly #documents: DocumentDesk;

  constructor(@Inject(API_DEPENDENCIES) deps: ApiDependencies, @Inject(FaxDesk) desk: FaxDesk, @Inject(DocumentDesk) documents: DocumentDesk) {
    this.#deps = deps;
    this.#desk = desk;
    this.#documents = documents;
  }

  async keys(): Promise<ProofKeySet> {
    return { keys: await this.#deps.proofKeys.published() };
  }

  /** @throws ProblemError `fax_not_finished` */
  async proof(caller: Principal, id: string): Promise<ProofBody> {
    return (await this.#signed(await this.#finished(caller, id))).body;
  }

  /** @throws ProblemError `fax_not_finished` */
  async report(caller: Principal, id: string): Promise<Buffer> {
    const state = await this.#finished(caller, id);
    const { statement, kid, body } = await this.#signed(state);
    const bytes = Buffer.from(JSON.stringify(body));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const picture = await this.#picture(state);
    return transmissionReport({
      ...reportWords({ statement, kid, sha256 }), pageSize: state.pageSize ?? 'A4',
      attachment: { name: 'proof.json', mediaType: 'application/json', bytes },
      ...(picture && { picture }),
    });
  }

  async #finished(caller: Principal, id: string): Promise<FaxState> {
    const state = await this.#desk.find(caller, id);
    if (state.direction === 'inbound') throw new ProblemError('fax_is_inbound', { detail: 'A proof is about a fax that was sent.', faxStatus: state.status });
    if (!isAtRest(state.phase)) throw new ProblemError('fax_not_finished', { faxStatus: state.status });
    return state;
  }

  /** RFC 7515, 5.1. */
  async #signed(state: FaxState): Promise<Signed> {
    const signer = await this.#deps.proofKeys.signer();
    const { kid } = signer;
    const statement = proofStatement(state);
    const [header, payload] = [{ alg: 'EdDSA', kid, typ: TYPE }, statement].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')) as [string, string];
    const signature = signer.sign(Buffer.from(`${header}.${payload}`)).toString('base64url');
    return { statement, kid, body: { payload, protected: header, signature } };
  }

  async #picture(state: FaxState): Promise<PagePreview | undefined> {
    if (!state.pages) return undefined;
    try {
      return await this.#documents.withPages(state, (pages) => pages.preview(0, PREVIEW_WIDTH_PX));
    } catch (error) {
      if (error instanceof ProblemError && WITHOUT_PICTURE.has(error.code)) return undefined;
      throw error;
    }
  }
}
