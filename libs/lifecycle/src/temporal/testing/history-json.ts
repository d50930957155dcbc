import { createRequire } from 'node:module';
import type { History } from '@temporalio/common/lib/proto-utils.js';

interface ProtoJson {
  readonly toJson: (type: unknown, message: unknown) => unknown;
  readonly fromJson: (type: unknown, json: unknown) => unknown;
}
interface ProtoPackage {
  readonly temporal: { readonly api: { readonly history: { readonly v1: { readonly History: { readonly fromObject: (history: unknown) => unknown } } } } };
}

// The converter of the SDK fails where npm installs protobufjs more than once: it knows a type only by the copy that made
// it. So the copy of the package with the types is asked.
const ofCommon = createRequire(createRequire(import.meta.url).resolve('@temporalio/common'));
const proto = ofCommon('@temporalio/proto') as ProtoPackage;
const ofProto = createRequire(ofCommon.resolve('@temporalio/proto'));
const { toJson, fromJson } = ofProto('protobufjs/ext/protojson') as ProtoJson;
const { patchProtobufRoot } = ofCommon('@temporalio/proto/lib/patch-protobuf-root') as {
  patchProtobufRoot: (root: unknown) => { lookupType: (name: string) => unknown };
};
const TYPE = patchProtobufRoot(proto).lookupType('temporal.api.history.v1.History');

/** The JSON that other tools of Temporal read and write, too. */
export function historyToJson(history: History): unknown {
  return toJson(TYPE, proto.temporal.api.history.v1.History.fromObject(history));
}

export function historyFromJson(json: unknown): History {
  return fromJson(TYPE, json) as History;
}
