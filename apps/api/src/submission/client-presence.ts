import type { IncomingMessage } from 'node:http';

export interface ClientPresence {
  /** Aborted once the client's connection is gone: nobody would read the answer. */
  readonly gone: AbortSignal;
  /** A connection outlives its requests: what listened for one is taken off again. */
  readonly forget: () => void;
}

export function presenceOf({ socket }: IncomingMessage): ClientPresence {
  const gone = new AbortController();
  const leave = (): void => gone.abort();
  if (socket.destroyed) leave();
  socket.once('close', leave);
  return { gone: gone.signal, forget: () => void socket.off('close', leave) };
}
