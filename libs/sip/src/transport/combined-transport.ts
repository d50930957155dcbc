import type { Remote, SipTransport } from './transport.ts';

/** Several transports as one: each message leaves by the first that reaches its place. */
export function combinedTransport(transports: readonly [SipTransport, ...SipTransport[]]): SipTransport {
  const [first] = transports;
  const reaching = (remote: Remote) => transports.find((transport) => localOf(transport, remote) !== undefined);
  return {
    local: first.local,
    localFor: (remote) => {
      const transport = reaching(remote);
      return transport && localOf(transport, remote);
    },
    send: (bytes, remote, onError) => {
      const transport = reaching(remote);
      if (transport !== undefined) transport.send(bytes, remote, onError);
      else process.nextTick(() => onError?.(`no ${remote.transport ?? 'udp'} transport to ${remote.host}`));
    },
    keepAlive: (remote) => reaching(remote)?.keepAlive?.(remote),
    onFlowFailed: (listener) => {
      for (const transport of transports) transport.onFlowFailed?.(listener);
    },
    onMessage: (listener) => {
      for (const transport of transports) transport.onMessage(listener);
    },
    close: async () => {
      await Promise.all(transports.map((transport) => transport.close()));
    },
  };
}

function localOf(transport: SipTransport, remote: Remote): Remote | undefined {
  if (transport.localFor !== undefined) return transport.localFor(remote);
  return (remote.transport ?? 'udp') === 'udp' ? { ...transport.local, transport: 'udp' } : undefined;
}
