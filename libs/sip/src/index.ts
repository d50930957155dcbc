export { systemClock } from './clock.ts';
export type { Cancel, Clock } from './clock.ts';
export { ManualClock } from './testing/manual-clock.ts';
export { SimulatedNetwork } from './testing/simulated-network.ts';
export type { Datagram } from './testing/simulated-network.ts';
export { systemRandom } from './random.ts';
export type { Random } from './random.ts';
export { combinedTransport } from './transport/combined-transport.ts';
export { DEFAULT_STREAM_LIMITS } from './transport/stream-limits.ts';
export type { StreamLimits } from './transport/stream-limits.ts';
export { openTcpTransport } from './transport/tcp.ts';
export { openTlsTransport } from './transport/tls.ts';
export type { TlsIdentity } from './transport/tls.ts';
export { openUdpTransport } from './transport/udp.ts';
export { AddressList } from './admission/address-list.ts';
export type { AdmissionOptions, AdmissionRates } from './admission/admission.ts';
export { DigestAccount } from './authentication/digest-account.ts';
export type { DigestCredentials } from './authentication/digest-account.ts';
export { DigestGuard } from './authentication/digest-guard.ts';
export type { DigestGuardOptions } from './authentication/digest-guard.ts';
export { tracedTransport } from './transport/traced-transport.ts';
export type { SipTrace, TracedMessage } from './transport/traced-transport.ts';
export type { Remote, SipTransport, TransportKind } from './transport/transport.ts';
export { UserAgent } from './user-agent/user-agent.ts';
export type { UserAgentOptions } from './user-agent/user-agent.ts';
export type { InviteOptions, RedirectPolicy } from './user-agent/invite-request.ts';
export type { Call, CallEnd, CallListener, SdpAnswer } from './user-agent/call.ts';
export type { IncomingCall } from './user-agent/incoming-call.ts';
export type { OutgoingCall } from './user-agent/outgoing-call.ts';
export { DEFAULT_LIMITS } from './user-agent/limits.ts';
export type { UserAgentLimits } from './user-agent/limits.ts';
export type { Counters } from './transaction/counters.ts';
export { parseMessage } from './message/parse-message.ts';
export type { ParseFailure, ParseFailureCode, ParseResult } from './message/parse-result.ts';
export { serialiseMessage } from './message/serialise-message.ts';
export { responseTo } from './message/response.ts';
export type { Header, SipMessage, SipRequest, SipResponse } from './message/message.ts';
export {
  callIdOf, contactOf, cseqOf, fromOf, headerList, headerValue, q850CauseOf, reasonsOf, recordRoutesOf, retryAfterOf, routesOf, tagOf,
  toOf, viaOf,
} from './message/headers.ts';
export { parseUri, serialiseUri, userOfUri } from './message/uri.ts';
export { parseReason } from './message/reason.ts';
export { parseSdp } from './sdp/parse-sdp.ts';
export { serialiseSdp } from './sdp/serialise-sdp.ts';
export type {
  MediaDescription, SdpAttribute, SdpConnection, SdpFailureCode, SdpOrigin, SdpResult, SessionDescription,
} from './sdp/description.ts';
export { audioMedia, faxMediaOf, isHeld, refusedMedia, t38Media } from './sdp/media.ts';
export type { AudioMediaOptions, FaxMedia, G711PayloadType } from './sdp/media.ts';
export { directionIn } from './sdp/media-direction.ts';
export type { MediaDirection } from './sdp/media-direction.ts';
export { answerMedia } from './sdp/answer.ts';
export type { LocalMedia, MediaAnswer } from './sdp/answer.ts';
export { LocalDescription } from './sdp/local-description.ts';
export type { LocalDescriptionOptions } from './sdp/local-description.ts';
export { T38_DEFAULTS, answerT38 } from './sdp/t38-parameters.ts';
export type { T38ErrorCorrection, T38Parameters } from './sdp/t38-parameters.ts';
