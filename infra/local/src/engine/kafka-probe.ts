import { connect } from 'node:net';
import { LOOPBACK } from '../port.ts';

/** Metadata (3) of version 1 with an empty list: brokers only, no topics. */
const API_KEY = 3;
const API_VERSION = 1;
const CORRELATION = 7;
/** Size and correlation id come first, then the number of brokers. */
const BROKER_COUNT_AT = 8;
const ANSWER_MS = 1_000;

function metadataRequest(): Buffer {
  const request = Buffer.alloc(18);
  request.writeInt32BE(request.length - 4, 0);
  request.writeInt16BE(API_KEY, 4);
  request.writeInt16BE(API_VERSION, 6);
  request.writeInt32BE(CORRELATION, 8);
  request.writeInt16BE(-1, 12);
  request.writeInt32BE(0, 14);
  return request;
}

/** Whether a broker answers that it counts itself among the living: before that it refuses to create topics. */
export function kafkaAnswers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, LOOPBACK, () => socket.write(metadataRequest()));
    let received = Buffer.alloc(0);
    const settle = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(ANSWER_MS, () => settle(false));
    socket.on('error', () => settle(false));
    socket.on('close', () => settle(false));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      if (received.length >= BROKER_COUNT_AT + 4) settle(received.readInt32BE(BROKER_COUNT_AT) > 0);
    });
  });
}
