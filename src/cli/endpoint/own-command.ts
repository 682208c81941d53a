import type { Session } from "../session.ts";
import { LOCAL_PORT } from "../session/place.ts";
import { statePath } from "../session/state-path.ts";
import { DEFAULT_NAME } from "../../settings/table.ts";
import { shellWord } from "../../engine/shell-word.ts";

/** The command line that runs these words for the same proxy on the same AWS. */
export function ownCommand({ config, place, state, io }: Session, words: readonly string[]): string {
  const { endpoint, profile, local } = place;
  const port = local ? new URL(endpoint ?? "").port : "";
  const usual = statePath({ color: false }, io.cwd, config.name, place);
  const all = [
    ...words,
    ...(config.name === DEFAULT_NAME ? [] : ["--name", config.name]),
    ...(local ? ["--local"] : endpoint === undefined ? [] : ["--endpoint-url", endpoint]),
    ...(profile === undefined ? [] : ["--profile", profile]),
    ...(state.path === usual ? [] : ["--state", state.path]),
  ];
  const variable = port === "" || port === String(LOCAL_PORT) ? "" : `KINESIS_PROXY_LOCAL_PORT=${port} `;
  return `${variable}kinesis-proxy ${all.map(shellWord).join(" ")}`;
}
