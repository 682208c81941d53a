import { invalid } from "./call.ts";
import { decompresses } from "./delivery/processing.ts";
import type { Destination, DestinationInput, DestinationUpdate } from "./destination.ts";
import { isTimeZone } from "./object-key/zoned-time.ts";
import { readPrefix } from "./object-key/prefix.ts";
import type { Prefix } from "./object-key/prefix.ts";

/** A destination with AWS's defaults where the input leaves something out. */
export function withDefaults(input: DestinationInput): Destination {
  return {
    ...input,
    Prefix: input.Prefix ?? "",
    BufferingHints: hints(input.BufferingHints) ?? { SizeInMBs: 5, IntervalInSeconds: 300 },
    CompressionFormat: input.CompressionFormat ?? "UNCOMPRESSED",
    EncryptionConfiguration: input.EncryptionConfiguration ?? { NoEncryptionConfig: "NoEncryption" },
    CloudWatchLoggingOptions: input.CloudWatchLoggingOptions ?? { Enabled: false },
    S3BackupMode: input.S3BackupMode ?? "Disabled",
  };
}

/** The destination with what the update gives; the rest stays. */
export function merged(destination: Destination, update: DestinationUpdate): Destination {
  const given = Object.fromEntries(Object.entries(update).filter(([, value]) => value !== undefined));
  return { ...destination, ...given, BufferingHints: hints(update.BufferingHints) ?? destination.BufferingHints };
}

/** Throws InvalidArgumentException where the destination contradicts itself, or asks for what this AWS does not do. */
export function checkDestination(destination: Destination, hasSource: boolean): void {
  const { SizeInMBs } = destination.BufferingHints;
  const large = [
    { is: destination.DynamicPartitioningConfiguration?.Enabled, name: "Dynamic Partitioning" },
    { is: destination.DataFormatConversionConfiguration?.Enabled, name: "data format conversion" },
  ];
  for (const { is, name } of large) {
    if (is === true && SizeInMBs < 64) {
      throw invalid(`BufferingHints.SizeInMBs must be at least 64 when ${name} is enabled.`);
    }
  }
  checkPrefixes(destination);
  const { CustomTimeZone: zone = "" } = destination;
  if (zone !== "" && !isTimeZone(zone)) throw invalid(`CustomTimeZone ${zone} is not supported.`);
  checkLogging(destination);
  checkProcessors(destination);
  const missing =
    notHere(destination) ?? (hasSource && decompresses(destination) ? "decompression of a stream" : undefined);
  if (missing !== undefined) throw invalid(`The local AWS has no ${missing} of Firehose.`);
}

/** Rules: https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html */
function checkPrefixes({ Prefix: text, ErrorOutputPrefix: errorText = "" }: Destination): void {
  const prefix = read(text);
  const errorPrefix = read(errorText);
  if (prefix.hasErrorOutputType) throw unfit("Prefix cannot contain !{firehose:error-output-type}");
  if (prefix.hasExpressions && errorText === "") {
    throw unfit("ErrorOutputPrefix cannot be null or empty when Prefix contains expressions");
  }
  if (errorPrefix.hasExpressions && !errorPrefix.hasErrorOutputType) {
    throw unfit("ErrorOutputPrefix must contain !{firehose:error-output-type} when it contains expressions");
  }
}

function read(text: string): Prefix {
  try {
    return readPrefix(text);
  } catch (error) {
    const { message } = error as Error;
    throw message.startsWith("Dynamic Partitioning") ? invalid(message) : unfit(message);
  }
}

/** The first word is AWS's own spelling. */
function unfit(constraint: string): Error {
  return invalid(`Ths supplied prefix(es) do not satisfy the following constraint: ${constraint}`);
}

function checkLogging({ CloudWatchLoggingOptions: logging }: Destination): void {
  if (logging?.Enabled !== true || (logging.LogGroupName && logging.LogStreamName)) return;
  throw invalid("LogGroupName and LogStreamName must be specified when CloudWatch logging is enabled.");
}

function checkProcessors({ ProcessingConfiguration: processing }: Destination): void {
  const types = processing?.Enabled === true ? (processing.Processors ?? []).map(({ Type }) => Type) : [];
  if (!types.includes("CloudWatchLogProcessing") || types.includes("Decompression")) return;
  throw invalid("CloudWatchLogProcessingProcessor can only be enabled with DecompressionProcessor");
}

const processors = ["AppendDelimiterToRecord", "Decompression", "CloudWatchLogProcessing"];

function notHere(destination: Destination): string | undefined {
  const { CompressionFormat: format, ProcessingConfiguration: processing } = destination;
  if (format !== "GZIP" && format !== "UNCOMPRESSED") return `compression ${format}`;
  if (destination.S3BackupMode === "Enabled") return "S3 backup";
  if (destination.DataFormatConversionConfiguration?.Enabled === true) return "data format conversion";
  if (destination.DynamicPartitioningConfiguration?.Enabled === true) return "dynamic partitioning";
  if (processing?.Enabled !== true) return undefined;
  const other = processing.Processors?.find(({ Type }) => !processors.includes(Type));
  return other === undefined ? undefined : `processor ${other.Type}`;
}

/** Both or neither. */
function hints(given: DestinationInput["BufferingHints"]): Destination["BufferingHints"] | undefined {
  if (given === undefined) return undefined;
  const { SizeInMBs, IntervalInSeconds } = given;
  if (SizeInMBs === undefined && IntervalInSeconds === undefined) return undefined;
  if (SizeInMBs === undefined || IntervalInSeconds === undefined) {
    throw invalid("BufferingHints must have both SizeInMBs and IntervalInSeconds, or neither.");
  }
  return { SizeInMBs, IntervalInSeconds };
}
