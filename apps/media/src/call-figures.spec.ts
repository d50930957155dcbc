import type { Negotiation } from '@faxwire/fax';
import { CALL_STATES, Metrics } from '@faxwire/platform';
import { SLIP_EDGES_MS, type UdptlChannelCounters } from '@faxwire/terminal';
import { CallFigures } from './call-figures.ts';

const page = { type: 'page', page: { page: 0, bitRate: 9_600, badRows: 0, bytes: 100 } } as const;
const agreed = (transport?: 'g711') => ({ type: 'negotiated', negotiation: { bitRate: 9_600, ecm: true, compression: 'MMR', resolution: '204x196', ...(transport && { transport }) } satisfies Negotiation } as const);
const audio = { packetsSent: 500, packetsReceived: 480, packetsLost: 3, packetsLate: 1, packetsRefused: 2, jitterMs: 4, slipMs: 12 };
const t38: UdptlChannelCounters = { datagrams: 95, sent: 70, delivered: 90, recovered: 4, lost: 2, duplicates: 60, refused: 6, implausible: 2, resyncs: 0, rtp: 5 };
const line = { failedTrainings: 2, rateChanges: 1, partialPageRequests: 4, retransmittedBlocks: 3, rejectedPages: 0 };

const linesOf = async (metrics: Metrics): Promise<string[]> => (await metrics.text()).split('\n');

describe('the figures of a call', () => {
  it('tell how it ended, what carried it and what became of its packets, in both directions', async () => {
    const metrics = new Metrics();
    const [sent, dropped, busy, arrived] = [new CallFigures(metrics, 'out'), new CallFigures(metrics, 'out'), new CallFigures(metrics, 'out'), new CallFigures(metrics, 'in')];
    for (const call of [sent, dropped]) call.reported({ type: 'answered', sipCallId: 'c' });
    sent.reported(agreed('g711'));
    sent.reported(page);
    sent.audio(audio);
    sent.ended(undefined, undefined);
    dropped.reported(agreed());
    dropped.line(line);
    dropped.ended('dropped_mid_page', t38);
    busy.ended('busy', undefined);
    arrived.ringing();
    arrived.answered();
    arrived.agreed('t38');
    arrived.page(14_400);
    arrived.line({ ...line, partialPageRequests: 1 });
    arrived.ended(undefined, t38);
    const lines = await linesOf(metrics);
    for (const expected of [
      'faxwire_calls_total{direction="out",transport="g711",cause="none",answered="true"} 1',
      'faxwire_calls_total{direction="out",transport="t38",cause="dropped_mid_page",answered="true"} 1',
      'faxwire_calls_total{direction="out",transport="none",cause="busy",answered="false"} 1',
      'faxwire_calls_total{direction="in",transport="t38",cause="none",answered="true"} 1',
      'faxwire_media_packets_total{transport="g711",fate="lost"} 3',
      'faxwire_media_packets_total{transport="t38",fate="sent"} 140',
      'faxwire_media_packets_total{transport="t38",fate="lost"} 4',
      'faxwire_media_packets_total{transport="t38",fate="recovered"} 8',
      'faxwire_media_packets_total{transport="t38",fate="refused"} 6',
      'faxwire_media_packets_total{transport="t38",fate="rtp_after_switch"} 10',
      'faxwire_page_bit_rate_bucket{le="9600",direction="out"} 1',
      'faxwire_page_bit_rate_bucket{le="12000",direction="in"} 0',
      'faxwire_page_bit_rate_bucket{le="14400",direction="in"} 1',
      'faxwire_audio_slip_seconds_bucket{le="0.02"} 1',
      'faxwire_pages_confirmed_total 1',
      'faxwire_pages_received_total 1',
      'faxwire_training_failures_total{direction="out",transport="t38"} 2',
      'faxwire_rate_changes_total{direction="in",transport="t38"} 1',
      'faxwire_partial_page_requests_total{direction="out",transport="t38"} 4',
      'faxwire_partial_page_requests_total{direction="in",transport="t38"} 1',
      'faxwire_retransmitted_blocks_total{direction="in",transport="t38"} 3',
      'faxwire_rejected_pages_total{direction="out",transport="t38"} 0',
    ]) expect(lines).toContain(expected);
  });

  it('say how far each call has come, and nothing of those that are over, however that happened', async () => {
    const metrics = new Metrics();
    const [early, far, lost] = [new CallFigures(metrics, 'out'), new CallFigures(metrics, 'in'), new CallFigures(metrics, 'in')];
    const live = async () => (await linesOf(metrics)).filter((text) => text.startsWith('faxwire_calls{') && !text.endsWith(' 0'));
    early.reported({ type: 'ringing', sipStatus: 180 });
    far.ringing();
    far.answered();
    far.agreed('t38');
    expect((await live()).sort()).toEqual(['faxwire_calls{direction="in",state="faxing"} 1', 'faxwire_calls{direction="in",state="setup"} 1', 'faxwire_calls{direction="out",state="ringing"} 1']);
    lost.over();
    lost.over();
    for (const call of [early, far]) call.ended('interrupted', undefined);
    expect(await live()).toEqual([]);
    expect((await linesOf(metrics)).filter((text) => text.startsWith('faxwire_calls{'))).toHaveLength(2 * CALL_STATES.length);
  });

  it('of T.38 packets that left late are a histogram with the edges of the engine', async () => {
    const metrics = new Metrics();
    metrics.line.t38Slip(SLIP_EDGES_MS.map(() => 1));
    const shown = (await linesOf(metrics)).filter((text) => text.startsWith('faxwire_t38_slip_seconds'));
    expect(shown).toEqual(SLIP_EDGES_MS.map((edge, bucket) => `faxwire_t38_slip_seconds_bucket{le="${edge === Infinity ? '+Inf' : edge / 1000}"} ${bucket + 1}`));
  });
});
