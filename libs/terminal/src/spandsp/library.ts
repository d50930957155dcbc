import { isNativeError } from 'node:util/types';
import koffi from 'koffi';
import { TerminalError } from '../terminal-error.ts';

/** The soname Debian's and Ubuntu's libspandsp2 install. */
const SONAME = 'libspandsp.so.2';

/** Native pointers are opaque numbers here: nothing of SpanDSP's structs is known or touched. */
export type Handle = number | bigint;

type Native<A extends unknown[], R> = (...args: A) => R;

/** The functions of SpanDSP 0.0.6 that a fax terminal needs, in T.38 (`terminal...`) or as audio (`fax...`). */
export interface SpanDspLibrary {
  readonly terminalInit: Native<[null, number, unknown, number], Handle>;
  readonly terminalFree: Native<[Handle], number>;
  readonly terminalStep: Native<[Handle, number], number>;
  readonly t30Of: Native<[Handle], Handle>;
  readonly t38Of: Native<[Handle], Handle>;
  readonly receiveIfp: Native<[Handle, Uint8Array, number, number], number>;
  readonly setVersion: Native<[Handle, number], void>;
  readonly faxInit: Native<[null, number], Handle>;
  readonly faxFree: Native<[Handle], number>;
  readonly faxT30Of: Native<[Handle], Handle>;
  readonly faxTransmitOnIdle: Native<[Handle, number], void>;
  readonly faxRx: Native<[Handle, Int16Array, number], number>;
  readonly faxTx: Native<[Handle, Int16Array, number], number>;
  readonly setTxFile: Native<[Handle, string, number, number], void>;
  readonly setRxFile: Native<[Handle, string, number], void>;
  readonly setRxEncoding: Native<[Handle, number], number>;
  readonly setTxIdent: Native<[Handle, string], number>;
  readonly setHeaderInfo: Native<[Handle, string], number>;
  readonly setHeaderOverlays: Native<[Handle, number], number>;
  readonly setEcm: Native<[Handle, number], number>;
  readonly setModems: Native<[Handle, number], number>;
  readonly setCompressions: Native<[Handle, number], number>;
  readonly setResolutions: Native<[Handle, number], number>;
  readonly setImageSizes: Native<[Handle, number], number>;
  readonly rxIdent: Native<[Handle], string | null>;
  readonly rxCountry: Native<[Handle], string | null>;
  readonly rxVendor: Native<[Handle], string | null>;
  readonly statistics: Native<[Handle, Int32Array], void>;
  readonly terminate: Native<[Handle], void>;
  readonly onPhaseD: Native<[Handle, unknown, number], void>;
  readonly onPhaseE: Native<[Handle, unknown, number], void>;
  readonly onFrame: Native<[Handle, unknown, number], void>;
}

const PROTOTYPES = [
  'int TxPacketHandler(intptr_t core, intptr_t user, intptr_t bytes, int length, int copies)',
  'int PhaseHandler(intptr_t t30, intptr_t user, int result)',
  'void EndHandler(intptr_t t30, intptr_t user, int code)',
  'void FrameHandler(intptr_t t30, intptr_t user, int incoming, intptr_t bytes, int length)',
] as const;

const FUNCTIONS: Readonly<Record<keyof SpanDspLibrary, string>> = {
  terminalInit: 'intptr_t t38_terminal_init(void *s, int calling, TxPacketHandler *handler, intptr_t user)',
  terminalFree: 'int t38_terminal_free(intptr_t s)',
  terminalStep: 'int t38_terminal_send_timeout(intptr_t s, int samples)',
  t30Of: 'intptr_t t38_terminal_get_t30_state(intptr_t s)',
  t38Of: 'intptr_t t38_terminal_get_t38_core_state(intptr_t s)',
  receiveIfp: 'int t38_core_rx_ifp_packet(intptr_t s, const uint8_t *bytes, int length, uint16_t sequence)',
  setVersion: 'void t38_set_t38_version(intptr_t s, int version)',
  faxInit: 'intptr_t fax_init(void *s, int calling)',
  faxFree: 'int fax_free(intptr_t s)',
  faxT30Of: 'intptr_t fax_get_t30_state(intptr_t s)',
  faxTransmitOnIdle: 'void fax_set_transmit_on_idle(intptr_t s, int on)',
  faxRx: 'int fax_rx(intptr_t s, const int16_t *samples, int count)',
  faxTx: 'int fax_tx(intptr_t s, _Out_ int16_t *samples, int count)',
  setTxFile: 'void t30_set_tx_file(intptr_t s, const char *file, int first, int last)',
  setRxFile: 'void t30_set_rx_file(intptr_t s, const char *file, int last)',
  setRxEncoding: 'int t30_set_rx_encoding(intptr_t s, int encoding)',
  setTxIdent: 'int t30_set_tx_ident(intptr_t s, const char *ident)',
  setHeaderInfo: 'int t30_set_tx_page_header_info(intptr_t s, const char *text)',
  setHeaderOverlays: 'int t30_set_tx_page_header_overlays_image(intptr_t s, int overlays)',
  setEcm: 'int t30_set_ecm_capability(intptr_t s, int enabled)',
  setModems: 'int t30_set_supported_modems(intptr_t s, int modems)',
  setCompressions: 'int t30_set_supported_compressions(intptr_t s, int compressions)',
  setResolutions: 'int t30_set_supported_resolutions(intptr_t s, int resolutions)',
  setImageSizes: 'int t30_set_supported_image_sizes(intptr_t s, int sizes)',
  rxIdent: 'const char *t30_get_rx_ident(intptr_t s)',
  rxCountry: 'const char *t30_get_rx_country(intptr_t s)',
  rxVendor: 'const char *t30_get_rx_vendor(intptr_t s)',
  statistics: 'void t30_get_transfer_statistics(intptr_t s, _Out_ int *statistics)',
  terminate: 'void t30_terminate(intptr_t s)',
  onPhaseD: 'void t30_set_phase_d_handler(intptr_t s, PhaseHandler *handler, intptr_t user)',
  onPhaseE: 'void t30_set_phase_e_handler(intptr_t s, EndHandler *handler, intptr_t user)',
  onFrame: 'void t30_set_real_time_frame_handler(intptr_t s, FrameHandler *handler, intptr_t user)',
};

/** Loads it once for a process. Throws `library_missing` with the command that cures it. */
export function loadSpanDsp(soname = SONAME): SpanDspLibrary {
  const library = open(soname);
  for (const prototype of PROTOTYPES) declare(prototype);
  const bound = Object.entries(FUNCTIONS).map(([name, declaration]) => [name, library.func(declaration)]);
  return Object.fromEntries(bound) as SpanDspLibrary;
}

/** Types are the native part's, which outlives a module that is loaded anew. */
function declare(prototype: string): void {
  try {
    koffi.proto(prototype);
  } catch (error) {
    if (!(isNativeError(error) && error.message.startsWith('Duplicate type name'))) throw error;
  }
}

function open(soname: string): ReturnType<typeof koffi.load> {
  try {
    return koffi.load(soname);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new TerminalError('library_missing', `${soname} cannot be loaded (${reason}); install it with: apt-get install libspandsp2`);
  }
}

type Handler = (...args: never[]) => unknown;

/** There is room for some thousand native callbacks in a process: each prototype has one, which finds its listener by the user number. */
const listeners = new Map<string, { readonly pointer: unknown; readonly byUser: Map<number, Handler> }>();
let lastUser = 0;

/** The number that comes back as `user_data` in every call of a handler, its second argument. */
export function newUser(): number {
  lastUser += 1;
  return lastUser;
}

/** `prototype` is the name of one of the handlers above. Listens until {@link removeUser}. */
export function registerHandler(prototype: string, user: number, handler: Handler): unknown {
  const listener = listeners.get(prototype) ?? newListener(prototype);
  listener.byUser.set(user, handler);
  return listener.pointer;
}

export function removeUser(user: number): void {
  for (const { byUser } of listeners.values()) byUser.delete(user);
}

function newListener(prototype: string): { readonly pointer: unknown; readonly byUser: Map<number, Handler> } {
  const byUser = new Map<number, Handler>();
  const dispatch = (...args: never[]): unknown => byUser.get(Number(args[1]))?.(...args) ?? 0;
  const listener = { pointer: koffi.register(dispatch, koffi.pointer(prototype)), byUser };
  listeners.set(prototype, listener);
  return listener;
}

/** A copy of native memory: the library reuses its buffer as soon as the callback returns. */
export function copyOf(pointer: Handle, length: number): Uint8Array {
  return new Uint8Array(new Uint8Array(koffi.view(BigInt(pointer), length)));
}
