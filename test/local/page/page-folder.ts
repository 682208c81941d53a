import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder with a page, as the build makes it. */
export function pageFolder(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "kinesis-proxy-page-"));
  mkdirSync(join(path, "assets"));
  writeFileSync(
    join(path, "index.html"),
    '<meta name="local-token" content="__TOKEN__" /><script src="assets/a-1.js"></script>',
  );
  writeFileSync(join(path, "assets/a-1.js"), "export {};");
  writeFileSync(join(path, "secret.txt"), "secret");
  return { path, remove: () => rmSync(path, { recursive: true }) };
}
