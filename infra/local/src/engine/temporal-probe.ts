import { connect } from 'node:http2';

const ANSWER_MS = 2_000;
/** A gRPC message is a flag, its length in four bytes, and the protobuf. */
const FRAME_HEADER = 5;
const SERVICE = 'temporal.api.workflowservice.v1.WorkflowService';
/** `status` is field 1, SERVING is 1. */
const SERVING = Buffer.from([0x08, 0x01]);

function healthRequest(): Buffer {
  const service = Buffer.from(SERVICE);
  const message = Buffer.concat([Buffer.from([0x0a, service.length]), service]);
  const header = Buffer.alloc(FRAME_HEADER);
  header.writeUInt32BE(message.length, 1);
  return Buffer.concat([header, message]);
}

/** Asks grpc.health.v1 whether the frontend serves workflows. */
export function temporalAnswers(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const session = connect(`http://${address}`);
    const settle = (answer: boolean) => {
      clearTimeout(timer);
      session.destroy();
      resolve(answer);
    };
    const timer = setTimeout(() => settle(false), ANSWER_MS);
    session.on('error', () => settle(false));
    const stream = session.request({ ':method': 'POST', ':path': '/grpc.health.v1.Health/Check', 'content-type': 'application/grpc', te: 'trailers' });
    let received = Buffer.alloc(0);
    stream.on('error', () => settle(false));
    stream.on('data', (chunk: Buffer) => (received = Buffer.concat([received, chunk])));
    stream.on('end', () => settle(received.subarray(FRAME_HEADER).equals(SERVING)));
    stream.end(healthRequest());
  });
}
