import { measureBareLoop, measureRelay } from '@faxwire/transport/relay-bench';
import { inTurns, median } from '../statistics.ts';
import { withEngines } from './bench-engines.ts';

const ROUNDS = 5;
const EVENTS = 20_000;
const WARM_UP_EVENTS = 5_000;

/** Events a second from the log to Kafka, with lease, transactions and checkpoints, against a loop that has none of them. */
export function relayBench(): Promise<string> {
  return withEngines(['postgres', 'kafka'], async ({ postgres, kafka }) => {
    const on = (events: number) => ({ databaseUrl: postgres.url, brokers: kafka.brokers, events });
    await inTurns(1, { relay: () => measureRelay(on(WARM_UP_EVENTS)), bare: () => measureBareLoop(on(WARM_UP_EVENTS)) });
    const { relay, bare } = await inTurns(ROUNDS, { relay: () => measureRelay(on(EVENTS)), bare: () => measureBareLoop(on(EVENTS)) });
    const ratios = relay.map((rate, round) => rate / (bare[round] ?? Number.NaN));
    return (
      `${median(relay).toFixed(0)} events/s against ${median(bare).toFixed(0)} of a bare pg -> kafkajs loop, ` +
      `ratio ${median(ratios).toFixed(2)} (median of ${ROUNDS} rounds of ${EVENTS} events)`
    );
  });
}
