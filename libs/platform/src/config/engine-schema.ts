import { z } from 'zod';

const MAX_TEXT = 1_024;
/** A cluster is found by any few of its brokers. */
const MAX_BROKERS = 20;
const YEAR_HOURS = 8_760;

const text = () => z.string().max(MAX_TEXT);

export const temporalSchema = z
  .strictObject({
    address: text().min(1).default('127.0.0.1:7233').meta({ description: 'host:port of the frontend.' }),
    namespace: text().min(1).default('default').meta({ description: 'Namespace. Its retention should be a day or more: workflows of ended faxes are looked at by people only.' }),
    apiKey: text().default('').meta({ description: 'API key of Temporal Cloud. Turns TLS on.' }),
    tls: z.boolean().default(false).meta({ description: 'Whether the connection is encrypted.' }),
    caFile: text().default('').meta({ description: 'PEM file of the authority that signed the server, where it is not a public one.' }),
    certFile: text().default('').meta({ description: 'PEM file of our certificate, for mutual TLS.' }),
    keyFile: text().default('').meta({ description: 'PEM file of the key of that certificate.' }),
    serverName: text().default('').meta({ description: 'Name that the certificate of the server has to bear, where it is not the host of the address.' }),
  })
  .meta({ description: 'Temporal, where lifecycle.engine is temporal.' })
  .prefault({});

export const kafkaSchema = z
  .strictObject({
    brokers: z.array(text().min(1)).min(1).max(MAX_BROKERS).default(['127.0.0.1:9092']).meta({ description: 'host:port of some brokers.' }),
    ssl: z.boolean().default(false).meta({ description: 'Whether the connection is encrypted.' }),
    caFile: text().default('').meta({ description: 'PEM file of the authority that signed the brokers, where it is not a public one.' }),
    saslMechanism: z.enum(['none', 'plain', 'scram-sha-256', 'scram-sha-512']).default('none').meta({ description: 'How to log in.' }),
    username: text().default('').meta({ description: 'User of SASL.' }),
    password: text().default('').meta({ description: 'Password of SASL. Better in the environment than in a file.' }),
    partitions: z.int().min(1).max(1_000).default(12).meta({ description: 'Partitions of a topic that we create: as many consumers of a group can share the work.' }),
    replicationFactor: z.int().min(1).max(10).default(1).meta({ description: 'Copies of a topic that we create. 3 where there are three brokers.' }),
    retentionHours: z.int().min(1).max(10 * YEAR_HOURS).default(168).meta({ description: 'How long events stay in the topic. The event log keeps them all.' }),
    deadLetterRetentionHours: z.int().min(1).max(10 * YEAR_HOURS).default(720).meta({ description: 'How long events that no handler could take stay in the dead letter topic.' }),
  })
  .meta({ description: 'Kafka, where events.bus is kafka.' })
  .prefault({});

export const s3Schema = z
  .strictObject({
    endpoint: text().default('').meta({ description: 'URL of an S3-compatible server. Empty: Amazon S3 of the region.' }),
    region: text().min(1).default('us-east-1').meta({ description: 'Region.' }),
    bucket: text().default('').meta({ description: 'Bucket. It has to exist; we never list it but to sweep.' }),
    accessKeyId: text().default('').meta({ description: 'Access key. Empty: the credentials that the machine has (environment, profile, role).' }),
    secretAccessKey: text().default('').meta({ description: 'Its secret. Better in the environment than in a file.' }),
    pathStyle: z.boolean().default(true).meta({ description: 'Bucket in the path instead of the host name, as most servers other than Amazon want it.' }),
    serverSideEncryption: z.enum(['none', 'AES256', 'aws:kms']).default('none').meta({ description: 'Encryption by the store on top of ours.' }),
    kmsKeyId: text().default('').meta({ description: 'Key for aws:kms. Empty: the default key of the account.' }),
  })
  .meta({ description: 'The bucket, where documents.store is s3.' })
  .prefault({});
