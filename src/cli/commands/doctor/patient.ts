import type { Clients } from "../../../aws/clients.ts";
import { createClients, defaultRegion } from "../../../aws/create-clients.ts";
import { whoAmI } from "../../../aws/credentials/who-am-i.ts";
import { proxyName } from "../../../aws/http/proxy-for.ts";
import type { Asker } from "../../../aws/credentials/asker.ts";
import type { Clock } from "../../../engine/clock.ts";
import type { Identity } from "../../../engine/context.ts";
import { UsageError } from "../../../engine/errors.ts";
import type { Reporter } from "../../../engine/events.ts";
import { knownNothing } from "../../../engine/known.ts";
import type { IO } from "../../../report/io.ts";
import type { Config } from "../../../settings/config.ts";
import { resolveConfig } from "../../../settings/resolve-config.ts";
import { withState, type Source } from "../../../settings/sources.ts";
import { fromTags } from "../../../settings/tags.ts";
import { readState } from "../../../state/read-state.ts";
import type { StateDocument } from "../../../state/state-document.ts";
import type { Context } from "../../../steps/context.ts";
import { idShapes } from "../../../steps/index.ts";
import { recall } from "../../../steps/ours/recall.ts";
import { askCode } from "../../terminal/confirm.ts";
import type { GlobalOptions } from "../../global-flags.ts";
import { namedRegion } from "../../session/named-region.ts";
import { LOCAL_REGION } from "../../session/place.ts";
import { whichProxy, type WhichProxy } from "../../session/which-proxy.ts";
import { rememberedState } from "./remembered-state.ts";

/** What `doctor` works with, and tests replace. */
export interface Instruments {
  readonly clock: Clock;
  readonly report: Reporter;
  /** The version of Node.js that runs this, such as `22.1.0`. */
  readonly nodeVersion: string;
}

/** All that is looked at, each part read once, when a check first asks for it. A part that cannot be had rejects with the reason. */
export interface Patient extends Instruments {
  readonly io: IO;
  readonly options: GlobalOptions & Source;
  which(): Promise<WhichProxy>;
  /** undefined when there is no state file. */
  before(): Promise<StateDocument | undefined>;
  /** Rejects where nothing names one. */
  region(): Promise<string>;
  /** With settings of the state file, where it can be read. */
  config(): Promise<Config>;
  clients(): Promise<Clients>;
  identity(): Promise<Identity>;
  /** For the words of an error. */
  asker(): Promise<Asker>;
  /** A context for the steps: it has what the state file or the tags in AWS remember, and never writes. */
  context(): Promise<Context>;
  /** Ends the connections. */
  close(): Promise<void>;
}

/** The patient of these options. */
export function patientOf(io: IO, options: GlobalOptions & Source, tools: Instruments): Patient {
  const { clock, report } = tools;
  const { signal, env } = io;
  const which = once(() => whichProxy(io, options));
  const before = once(async () => readState((await which()).path, idShapes));
  const readable = async (): Promise<StateDocument | undefined> => before().catch(() => undefined);
  const region = once(async () => {
    const { file, place } = await which();
    const named = namedRegion(options, file, env, (await readable())?.region);
    const found = named ?? (place.local ? LOCAL_REGION : await defaultRegion(place.profile));
    if (found !== undefined) return found;
    throw new UsageError(
      "There is no region.",
      "Pass --region, or set AWS_REGION. To try without an account: --local.",
    );
  });
  const config = once(async () => {
    const { settings, place } = await which();
    const remembered = withState(settings, (await readable())?.settings ?? {});
    return resolveConfig(remembered, { region: await region(), endpoint: place.endpoint });
  });
  const clients = once(async () => {
    const { place } = await which();
    // Credentials are the same in all regions: without one they can be looked at, too.
    const there = await region().catch(() => "us-east-1");
    const askMfaCode = (serial: string): Promise<string> => askCode(io, serial);
    return createClients({ region: there, ...place, env, askMfaCode, clock, signal, report });
  });
  const identity = once(async () => whoAmI(await clients(), { endpoint: (await which()).place.endpoint }));
  const asker = once(async () => {
    const { place } = await which();
    const there = await region().catch(() => "us-east-1");
    const profile = place.profile ?? (env["AWS_PROFILE"] || undefined);
    return { endpoint: place.endpoint, region: there, local: place.local, profile, proxy: proxyName(there, env) };
  });
  const context = once(async (): Promise<Context> => {
    const { name, place, settings } = await which();
    const here = { region: await region(), endpoint: place.endpoint };
    const [all, who, document] = [await clients(), await identity(), await readable()];
    const recalled = document === undefined ? await recall(all, name, here) : undefined;
    const tags = recalled && {
      ...fromTags(recalled.tags),
      ...(recalled.allow && { allowIps: recalled.allow.join(" ") }),
    };
    return {
      config: tags === undefined ? await config() : resolveConfig(withState(settings, tags), here),
      identity: who,
      clients: all,
      state: rememberedState(document),
      known: knownNothing(),
      report: { ...report, event: (event) => (event.type === "call" ? report.event(event) : undefined) },
      clock,
      signal,
      consent: new Set(),
    };
  });
  const close = async (): Promise<void> => {
    for (const client of Object.values(await clients().catch(() => ({})))) client.destroy();
  };
  return { ...tools, io, options, which, before, region, config, clients, identity, asker, context, close };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    if (made === undefined) {
      made = make();
      // Whoever asks gets it; nobody need ask.
      made.catch(() => undefined);
    }
    return made;
  };
}
