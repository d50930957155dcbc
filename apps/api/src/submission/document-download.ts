import type { Download, DownloadRefusal } from '@faxwire/outbound';
import { DownloadBroken } from '@faxwire/outbound';
import { ProblemError } from '@faxwire/platform';
import type { DownloadDocument } from '../api-dependencies.ts';
import { DOWNLOAD_TIMEOUT_MS } from '../limits.ts';
import { newUploadPath, saveUpload, shownFileName, uploadDirectory, type UploadedDocument } from './upload-file.ts';

interface Fetching {
  readonly maxBytes: number;
  readonly dataDir: string;
  readonly gone: AbortSignal;
  readonly download: DownloadDocument;
}

/** Brings a document from where the sender says that it lies. @throws ProblemError; then no file is left */
export async function fetchDocument(url: string, { maxBytes, dataDir, gone, download }: Fetching): Promise<UploadedDocument> {
  if (maxBytes <= 0) throw new ProblemError('document_too_large');
  const answer = await download(url, { maxBytes, timeoutMs: DOWNLOAD_TIMEOUT_MS, signal: gone });
  if (!answer.ok) throw problemOf(answer);
  return save(answer, { dataDir, gone });
}

async function save({ body, fileName }: Download, { dataDir, gone }: Pick<Fetching, 'dataDir' | 'gone'>): Promise<UploadedDocument> {
  try {
    const saved = await saveUpload(body, newUploadPath(uploadDirectory(dataDir)), gone);
    return { ...saved, fileName: shownFileName(fileName) };
  } catch (error) {
    throw error instanceof DownloadBroken ? problemOf({ ok: false, code: error.code, reason: error.message }) : error;
  }
}

const UNACCEPTABLE: ReadonlySet<string> = new Set([
  'webhook_url_invalid', 'webhook_url_not_https', 'webhook_url_userinfo', 'webhook_url_port', 'webhook_url_host', 'webhook_address_forbidden',
] satisfies DownloadRefusal['code'][]);

function problemOf({ code, reason }: DownloadRefusal): ProblemError {
  if (code === 'too_large') return new ProblemError('document_too_large');
  const found = UNACCEPTABLE.has(code) ? 'invalid_document_url' : 'document_download_failed';
  return new ProblemError(found, { detail: reason, errors: [{ field: 'documentUrl', code: found, message: reason }] });
}
