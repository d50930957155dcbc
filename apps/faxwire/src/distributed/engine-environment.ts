/** The engines that a set of processes runs on. */
export interface EngineAddresses {
  readonly kafka: { readonly brokers: readonly string[] };
  readonly temporal: { readonly address: string; readonly namespace: string };
  readonly s3: { readonly endpoint: string; readonly region: string; readonly bucket: string; readonly accessKeyId: string; readonly secretAccessKey: string };
}

/** How a process is told of them. */
export function engineEnvironment({ kafka, temporal, s3 }: EngineAddresses): Record<string, string> {
  return {
    FAXWIRE_LIFECYCLE_ENGINE: 'temporal',
    FAXWIRE_TEMPORAL_ADDRESS: temporal.address,
    FAXWIRE_TEMPORAL_NAMESPACE: temporal.namespace,
    FAXWIRE_EVENTS_BUS: 'kafka',
    FAXWIRE_KAFKA_BROKERS: JSON.stringify(kafka.brokers),
    FAXWIRE_DOCUMENTS_STORE: 's3',
    FAXWIRE_S3_ENDPOINT: s3.endpoint,
    FAXWIRE_S3_REGION: s3.region,
    FAXWIRE_S3_BUCKET: s3.bucket,
    FAXWIRE_S3_ACCESS_KEY_ID: s3.accessKeyId,
    FAXWIRE_S3_SECRET_ACCESS_KEY: s3.secretAccessKey,
  };
}
