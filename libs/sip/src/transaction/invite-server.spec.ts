import { invite, other, response } from '../testing/messages.ts';
import { TransactionBench } from '../testing/transaction-bench.ts';
import { InviteServerTransaction } from './invite-server.ts';

function begin() {
  const bench = new TransactionBench();
  const request = invite();
  return { bench, request, transaction: new InviteServerTransaction(request, bench) };
}

describe('an INVITE server transaction', () => {
  it('answers a repeat with the last provisional response', () => {
    const { bench, request, transaction } = begin();
    transaction.receive(request);
    transaction.respond(response(request, 100));
    transaction.respond(response(request, 180));
    transaction.receive(request);
    expect(bench.take()).toEqual(['0 send 100 INVITE', '0 send 180 INVITE', '0 send 180 INVITE']);
  });

  it('repeats a refusal after timer G, which doubles up to T2, until timer H', () => {
    const { bench, request, transaction } = begin();
    transaction.respond(response(request, 486));
    bench.clock.advance(60_000);
    const sends = [0, 500, 1_500, 3_500, 7_500, 11_500, 15_500, 19_500, 23_500, 27_500, 31_500].map((at) => `${at} send 486 INVITE`);
    expect(bench.take()).toEqual([...sends, '32000 terminated']);
  });

  it('repeats a refusal for each copy of the INVITE', () => {
    const { bench, request, transaction } = begin();
    transaction.respond(response(request, 486));
    transaction.receive(request);
    expect(bench.take()).toEqual(['0 send 486 INVITE', '0 send 486 INVITE']);
  });

  it('is quiet after the ACK of a refusal until timer I', () => {
    const { bench, request, transaction } = begin();
    transaction.respond(response(request, 486));
    transaction.receive(other('ACK', 'z9hG4bKa1'));
    expect(transaction.state).toBe('confirmed');
    bench.clock.advance(4_999);
    transaction.receive(request);
    bench.clock.advance(1);
    expect(bench.take()).toEqual(['0 send 486 INVITE', '5000 terminated']);
  });

  it('absorbs copies of the INVITE after a 2xx until timer L, lets the call repeat it, and takes no refusal any more', () => {
    const { bench, request, transaction } = begin();
    transaction.respond(response(request, 200));
    transaction.receive(request);
    transaction.respond(response(request, 486));
    bench.clock.advance(31_999);
    transaction.respond(response(request, 200));
    bench.clock.advance(1);
    transaction.respond(response(request, 200));
    expect(bench.take()).toEqual(['0 send 200 INVITE', '31999 send 200 INVITE', '32000 terminated']);
  });
});
