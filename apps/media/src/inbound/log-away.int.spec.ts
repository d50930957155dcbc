import { ReceivingScene } from './testing/receiving-scene.ts';

const TEST_MS = 60_000;
const PAGES = 3;
/** The pages but the first, which the log has, and the end of the call. */
const KEPT_FACTS = PAGES - 1 + 1;
const MINUTES_MS = 300_000;

let scene: ReceivingScene;
/** Jumps ahead where minutes pass that nobody wants to wait for. */
let passedMs = 0;
beforeAll(async () => {
  scene = await ReceivingScene.open({ now: () => Date.now() + passedMs });
}, TEST_MS);
afterAll(() => scene.close(), TEST_MS);

it('a log that goes away for minutes in the middle of a call loses no page that the caller knows to have arrived, whoever closed the fax meanwhile', async () => {
  const caller = await scene.call({ pages: PAGES, onPage: (confirmed) => void (confirmed === 1 && scene.link.cut()) });
  expect(await caller.run()).toMatchObject({ confirmed: PAGES, result: { documentConfirmed: true } });
  passedMs = MINUTES_MS;
  await scene.allTaken();
  await scene.link.open();
  expect(await scene.load(caller)).toMatchObject({ phase: 'receiving', pagesConfirmed: 1 });
  await scene.faxes.execute(scene.faxIdOf(caller), { type: 'CloseIncoming', cause: 'interrupted', end: { pageCount: 1, durationMs: 0 } });
  expect(await scene.appendKept()).toBeGreaterThanOrEqual(KEPT_FACTS);
  const state = await scene.load(caller);
  expect(state).toMatchObject({ status: 'FaxArrived', pagesConfirmed: PAGES });
  expect(await scene.pagesOf(state)).toEqual(await scene.pagesSent(PAGES));
  expect(await scene.journal.leftBehind()).toEqual([]);
}, TEST_MS);
