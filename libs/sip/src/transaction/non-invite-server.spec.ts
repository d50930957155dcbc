import { other, response } from '../testing/messages.ts';
import { TransactionBench } from '../testing/transaction-bench.ts';
import { NonInviteServerTransaction } from './non-invite-server.ts';

describe('a non-INVITE server transaction', () => {
  it('repeats its last response for each copy of the request until timer J', () => {
    const bench = new TransactionBench();
    const request = other('OPTIONS');
    const transaction = new NonInviteServerTransaction(request, bench);
    transaction.receive();
    transaction.respond(response(request, 100));
    transaction.receive();
    transaction.respond(response(request, 200));
    transaction.respond(response(request, 500));
    bench.clock.advance(31_999);
    transaction.receive();
    bench.clock.advance(1);
    transaction.receive();
    expect(bench.take()).toEqual([
      '0 send 100 OPTIONS', '0 send 100 OPTIONS', '0 send 200 OPTIONS', '31999 send 200 OPTIONS', '32000 terminated',
    ]);
  });
});
