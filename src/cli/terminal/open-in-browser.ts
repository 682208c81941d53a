import { spawn } from "node:child_process";
import type { IO } from "../../report/io.ts";

/** What opens an address in the browser of the user. `xdg-open` asks $BROWSER first. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ["open"],
  // `start` would take the address for a line of the shell: "&" ends it.
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** Opens an http address in a browser that goes on when this process ends; false where there is none to open it with. */
export function openInBrowser(
  url: string,
  env: IO["env"],
  platform: NodeJS.Platform = process.platform,
): Promise<boolean> {
  const [command, ...words] = openers[platform] ?? ["xdg-open"];
  return new Promise((resolve) => {
    const child = spawn(command, [...words, url], { env: { ...env }, detached: true, stdio: "ignore" });
    child.once("error", () => resolve(false));
    child.once("spawn", () => resolve(true));
    child.unref();
  });
}
