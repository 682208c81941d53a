import { spawn } from "node:child_process";
import type { Clock } from "../../engine/context.ts";
import type { IO } from "../../report/io.ts";

/** What opens an address in the browser of the user. `xdg-open` asks $BROWSER first. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  // `start` would take the address for a line of the shell: "&" ends it.
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** Milliseconds after which an opener that still runs is the browser itself. */
const patience = 2_000;

/** Opens an http address in a browser that goes on when this process ends; otherwise gives why none was opened, in a few words. */
export async function openInBrowser(
  url: string,
  { env, clock, signal }: { readonly env: IO["env"]; readonly clock: Clock; readonly signal: AbortSignal },
  platform: NodeJS.Platform = process.platform,
): Promise<string | undefined> {
  const [command, ...words] = openers[platform] ?? ["xdg-open"];
  const child = spawn(command, [...words, url], { env: { ...env }, detached: true, stdio: "ignore" });
  child.unref();
  const ended = new Promise<string | undefined>((resolve) => {
    child.once("error", () => resolve(`there is no ${command}`));
    child.once("exit", (code) => resolve(code === 0 ? undefined : `${command} found none`));
  });
  const over = new AbortController();
  const runs = clock.sleep(patience, AbortSignal.any([signal, over.signal])).catch(() => undefined);
  return Promise.race([ended, runs.then(() => undefined)]).finally(() => over.abort());
}
