import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startLocal } from "../../../../../src/local/index.ts";
import { clientsOf } from "../../../clients.ts";

/** A local AWS that keeps its objects in a folder of the test's own. */
export async function withFolder() {
  const s3Dir = await mkdtemp(join(tmpdir(), "s3-"));
  let local = await startLocal({ s3Dir });
  return {
    s3Dir,
    bucket: join(s3Dir, "orders"),
    get s3() {
      return clientsOf(local).s3;
    },
    /** Ends it and starts another on the same folder; `killed`: as if the process had ended at once. */
    async again({ killed = false } = {}) {
      const before = local;
      if (!killed) await before.close();
      local = await startLocal({ s3Dir });
      if (killed) await before.close();
    },
    async end() {
      await local.close();
      await rm(s3Dir, { recursive: true, force: true });
    },
  };
}
