import { lstat, mkdir, realpath, rename, rmdir } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { Bucket } from "../bucket.ts";
import type { Body } from "../object-version.ts";
import { FileBody } from "./file-body.ts";
import { besideFolder, keyOf, pathOf } from "./key-path.ts";

/** Where the newest versions lie below a root folder. */
export class Places {
  readonly #root: string;
  readonly #caseless: boolean;

  /** `root` has no links in it. */
  constructor(root: string, caseless: boolean) {
    this.#root = root;
    this.#caseless = caseless;
  }

  /** The file of the key: where its newest version lies now, or may go. */
  async of({ name }: Bucket, key: string, newest: Body | undefined): Promise<string> {
    const folder = join(this.#root, name);
    if (newest instanceof FileBody && newest.file.startsWith(`${folder}/`)) return newest.file;
    const place = join(folder, pathOf(key, this.#caseless));
    const there = await lstat(place).catch(() => undefined);
    return there?.isDirectory() === true ? besideFolder(place) : place;
  }

  /** Makes the folders above a file. An object in the way of one moves beside it. */
  async makeWay(bucket: Bucket, place: string): Promise<void> {
    const folder = dirname(place);
    try {
      await mkdir(folder, { recursive: true });
    } catch (error) {
      if (!(await this.#moveAside(bucket, folder))) throw error;
      await mkdir(folder, { recursive: true });
    }
    // A link that somebody made could lead out of the root.
    if ((await realpath(folder)) !== folder) throw new Error(`${folder} leads elsewhere.`);
  }

  /** Takes away the empty folders above a file that is gone. */
  async prune(bucket: string, place: string): Promise<void> {
    const top = join(this.#root, bucket);
    for (let folder = dirname(place); folder !== top; folder = dirname(folder)) {
      try {
        await rmdir(folder);
      } catch {
        return;
      }
    }
  }

  async #moveAside({ name, objects }: Bucket, folder: string): Promise<boolean> {
    const top = join(this.#root, name);
    const names = relative(top, folder).split("/");
    for (let count = 1; count <= names.length; count++) {
      const path = names.slice(0, count).join("/");
      const file = join(top, path);
      const there = await lstat(file).catch(() => undefined);
      if (there === undefined) return false;
      if (there.isDirectory()) continue;
      const { body } = objects.get(keyOf(path))[0] ?? {};
      await rename(file, besideFolder(file));
      if (body instanceof FileBody && body.file === file) body.file = besideFolder(file);
      return true;
    }
    return false;
  }
}
