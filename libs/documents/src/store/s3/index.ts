export { S3DocumentStore, type S3DocumentStoreOptions } from './s3-store.ts';
export type { S3Settings } from './s3-client.ts';
