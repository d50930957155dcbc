import {
  AbortMultipartUploadCommand, ListMultipartUploadsCommand, type ListMultipartUploadsCommandOutput, ListObjectsV2Command, type S3Client,
} from '@aws-sdk/client-s3';
import { addressOf } from '../document-store.ts';
import { nameOf, storeFailure } from './s3-failure.ts';

export interface ListedObject {
  readonly key: string;
  readonly storedAt: number;
  readonly version: string;
}

/** As many as S3 gives at once. */
const PAGE = 1_000;

/** Page by page, in the order of their keys. */
export async function* listedObjects(client: S3Client, bucket: string, page = PAGE): AsyncGenerator<ListedObject, void> {
  let after: string | undefined;
  do {
    const answer = await client.send(new ListObjectsV2Command({ Bucket: bucket, ContinuationToken: after, MaxKeys: page })).catch(failing);
    for (const { Key, LastModified, ETag } of answer.Contents ?? []) {
      if (Key !== undefined && LastModified && ETag !== undefined) yield { key: Key, storedAt: LastModified.getTime(), version: ETag };
    }
    after = answer.IsTruncated ? answer.NextContinuationToken : undefined;
  } while (after !== undefined);
}

interface Before {
  readonly bucket: string;
  readonly before: number;
  readonly page?: number;
}

/** Takes back the parts of our uploads that began before that time and never ended. Returns how many uploads. */
export async function clearUnfinishedUploads(client: S3Client, { bucket, before, page = PAGE }: Before): Promise<number> {
  let cleared = 0;
  let after: string | undefined = '';
  while (after !== undefined) {
    const listing = new ListMultipartUploadsCommand({ Bucket: bucket, MaxUploads: page, ...(after === '' ? {} : { KeyMarker: after }) });
    const answer: ListMultipartUploadsCommandOutput = await client.send(listing).catch(failing);
    for (const { Key, UploadId, Initiated } of answer.Uploads ?? []) {
      const ours = Key !== undefined && addressOf(Key) && Initiated && Initiated.getTime() < before;
      if (ours && (await aborted(client, { Bucket: bucket, Key, UploadId }))) cleared += 1;
    }
    // By key alone: the marker of an upload that is gone is refused. What that passes over is the next sweep's.
    after = answer.IsTruncated ? answer.NextKeyMarker : undefined;
  }
  return cleared;
}

async function aborted(client: S3Client, upload: { readonly Bucket: string; readonly Key: string; readonly UploadId: string | undefined }): Promise<boolean> {
  try {
    await client.send(new AbortMultipartUploadCommand(upload));
    return true;
  } catch (error) {
    // Ended meanwhile, one way or the other.
    if (nameOf(error) === 'NoSuchUpload') return false;
    throw storeFailure(error);
  }
}

function failing(error: unknown): never {
  throw storeFailure(error);
}
