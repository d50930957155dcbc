export { specify } from './decider-specification.ts';
export { kafka, s3, temporal, temporalTestServer } from './engines.ts';
export type { TestKafka, TestS3, TestTemporal, TestTemporalServer } from './engines.ts';
export { Link } from './link.ts';
export { Receiver, answering, type Answer, type ReceivedWebhook } from './receiver.ts';
export { selfSignedCertificate } from './self-signed-certificate.ts';
export { temporaryDatabase, type TemporaryDatabase } from './temporary-postgres.ts';
