export type { CompletionCode } from './call/completion.ts';
export { COMPLETION } from './call/completion.ts';
export { T30Call } from './call/t30-call.ts';
export type {
  BurstFact,
  FrameFact,
  IdentifiedFact,
  NegotiatedFact,
  PageFigures,
  PageReceivedFact,
  PageRejectedFact,
  PageSentFact,
  T30Fact,
  TrainedFact,
} from './call/t30-fact.ts';
export type { ModemFamily, T30Capabilities, T30Document, T30Identification, T30Options } from './call/t30-options.ts';
export { MAX_PAGES } from './call/t30-options.ts';
export type { T30Output } from './call/t30-output.ts';
export { nameOf as frameNameOf } from './frame/fcf.ts';
export { reversed } from './frame/bits.ts';
export { readIdentification } from './frame/identification.ts';
export type { LineSignal } from './line/line-signal.ts';
export type { ImageModem, Training } from './line/modem.ts';
export { bitRateOf, IMAGE_MODEMS } from './line/modem.ts';
export type { Utterance } from './line/utterance.ts';
export { isTrainingCheck } from './line/utterance.ts';
export { bitsInWords } from './negotiation/bits-in-words.ts';
export { commandedModem } from './negotiation/digital-command.ts';
export { TRAINING_CHECK_MS, trainingCheck } from './negotiation/training-check.ts';
export type { Compression } from './coding/compression.ts';
export type { PageCoding } from './coding/encode-page.ts';
export { encodePage } from './coding/encode-page.ts';
export type { DecodedPage, ImageEnding, PageDecoderOptions } from './coding/page-decoder.ts';
export { PageDecoder } from './coding/page-decoder.ts';
export type { MmrImage } from './coding/mmr-image.ts';
export { mmrImage } from './coding/mmr-image.ts';
export { CodedPage } from './page/coded-page.ts';
export type { PageFormat } from './page/fit-page.ts';
export { fitPage, widthAt } from './page/fit-page.ts';
export type { HeaderLine } from './page/header-line.ts';
export { headerLineText, withHeaderLine } from './page/header-line.ts';
export type { FaxPage, PageResolution, Raster } from './page/raster.ts';
export { rowCount, rowOctets } from './page/raster.ts';
