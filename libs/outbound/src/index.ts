export { Deadline, type DeadlineReached } from './deadline.ts';
export { download, type Download, type DownloadOptions } from './download.ts';
export { DownloadBroken, type DownloadRefusal, type DownloadRefusalCode } from './download-refusal.ts';
export { guardedClient, type ClientOptions } from './guarded-client.ts';
export { networkErrorOf, type NetworkErrorCode } from './network-error.ts';
