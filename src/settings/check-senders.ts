import { UsageError } from "../engine/errors.ts";
import type { Config } from "./config.ts";
import { ofNoUse } from "./idle-error.ts";
import { isAsked, isStronger, labelIn, type Settings } from "./sources.ts";

/** Checks what handshakes, health checks and Firehose need of each other. */
export function checkSenders(config: Config, settings: Settings): void {
  checkHealth(config, settings);
  checkBatchFrom(config, settings);
  const { handshake, handshakeToken, batchFrom, firehoseKey, auth, apiKey } = config;
  // A variable may be set for every proxy.
  if (settings.handshakeToken?.from === "flags" && handshakeToken?.name && !handshake)
    throw ofNoUse(
      settings,
      ["handshake"],
      `${labelIn(settings, "handshakeToken")} is for handshakes, and there are none.`,
      "Pass --handshake with the name of the challenge's parameter too.",
    );
  if (handshake && handshakeToken?.name === handshake && isAsked(settings.handshakeToken))
    throw new UsageError(
      `${labelIn(settings, "handshakeToken")} and ${labelIn(settings, "handshake")} name the same parameter, "${handshake}".`,
      "The challenge is one parameter of the query, and the token another.",
    );
  if (batchFrom?.type !== "firehose" || !isAsked(settings.batchFrom) || firehoseKey?.asked === true) return;
  if (auth !== "AWS_IAM" && apiKey !== true) return;
  throw new UsageError(
    `Firehose can send neither an API key nor a signature, and ${apiKey === true ? "an API key" : "a signature"} is asked for.`,
    "Pass --firehose-key with the access key of the Firehose stream: the batch route asks for that in their place.",
  );
}

/** Who takes the batch route away need not take away what a weaker source says of its requests. */
function checkBatchFrom({ batchPath }: Config, settings: Settings): void {
  if (batchPath || !isAsked(settings.batchFrom) || settings.batchFrom.text === "records") return;
  if (settings.batchPath !== undefined && isStronger(settings.batchPath, settings.batchFrom)) return;
  throw ofNoUse(
    settings,
    ["batchPath"],
    `${labelIn(settings, "batchFrom")} is about the requests of the batch route, and there is none.`,
    "Pass --batch-path /batch, too, or leave it out.",
  );
}

/** The health check answers every method of its path. */
function checkHealth({ health, path, batchPath }: Config, settings: Settings): void {
  if (!health) return;
  const other = health === path ? "path" : health === batchPath ? "batchPath" : undefined;
  if (other === undefined) return;
  throw new UsageError(
    `${labelIn(settings, "health")} and ${labelIn(settings, other)} are both "${health}".`,
    "Give the health check a path of its own, such as /health.",
  );
}
