import { active, streamUnder } from "../address.ts";
import { Fault } from "../../fault.ts";
import { streamMode } from "../members.ts";
import { integer } from "../../shape/scalar.ts";
import { required, structure } from "../../shape/structure.ts";
import { streamOperation } from "../stream-operation.ts";
import { update } from "../stream/stream.ts";

/** UpdateStreamMode. The shards stay as they are. */
export const updateStreamMode = streamOperation(
  "UpdateStreamMode",
  {
    StreamModeDetails: required(structure({ StreamMode: required(streamMode) })),
    WarmThroughputMiBps: integer({ min: 0 }),
  },
  active,
  ({ now, settings }, stream, { StreamModeDetails, WarmThroughputMiBps }) =>
    update(stream, now, settings.updateMs, () => {
      stream.mode = StreamModeDetails.StreamMode;
      if (WarmThroughputMiBps !== undefined) stream.warmThroughput = WarmThroughputMiBps;
    }),
);

/** UpdateMaxRecordSize: how large one record may be, 1 to 10 MiB. */
export const updateMaxRecordSize = streamOperation(
  "UpdateMaxRecordSize",
  { MaxRecordSizeInKiB: required(integer({ min: 1024, max: 10_240 })) },
  active,
  ({ now, settings }, stream, { MaxRecordSizeInKiB }) =>
    update(stream, now, settings.updateMs, () => {
      stream.maxRecordSizeInKiB = MaxRecordSizeInKiB;
    }),
);

/** UpdateStreamWarmThroughput: kept and shown, without effect. */
export const updateStreamWarmThroughput = streamOperation(
  "UpdateStreamWarmThroughput",
  { WarmThroughputMiBps: required(integer({ min: 0 })) },
  active,
  (_call, stream, { WarmThroughputMiBps }, address) => {
    if (stream.mode !== "ON_DEMAND") {
      throw new Fault("ValidationException", `Request is invalid. ${streamUnder(address)} is in Provisioned mode.`);
    }
    const before = stream.warmThroughput ?? 0;
    stream.warmThroughput = WarmThroughputMiBps;
    return {
      StreamARN: stream.arn,
      StreamName: stream.name,
      WarmThroughput: { TargetMiBps: WarmThroughputMiBps, CurrentMiBps: before },
    };
  },
);
