import { mkdir, readdir, readFile, realpath, rm, stat, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { Storage } from "../storage.ts";
import { DirectoryError } from "./directory-error.ts";
import { DirectoryStorage, HIDDEN } from "./directory-storage.ts";

/** Keeps objects in that folder, and has the buckets that are there. Makes it where it is missing. Throws DirectoryError. */
export async function openDirectory(folder: string): Promise<Storage> {
  if (folder === "") throw new DirectoryError("it names no folder.");
  if (dirname(resolve(folder)) === resolve(folder) || resolve(folder) === homedir())
    throw new DirectoryError(`${folder} holds all else, too: name a folder for the objects alone.`);
  const hidden = join(folder, HIDDEN);
  try {
    await makeFolder(hidden);
  } catch (error) {
    throw new DirectoryError(await whyNot(folder, error));
  }
  const root = await realpath(folder);
  const mark = join(root, HIDDEN, "in-use");
  const user = await userOf(mark);
  if (user !== undefined) {
    throw new DirectoryError(`Another local AWS uses ${folder} (process ${user}; if that is not so, delete ${mark}).`);
  }
  try {
    await writeFile(mark, `${process.pid}\n`);
  } catch (error) {
    throw new DirectoryError(await whyNot(folder, error));
  }
  const caseless = await isThere(join(root, HIDDEN, "IN-USE"));
  const storage = new DirectoryStorage(root, caseless, () => rm(mark, { force: true }));
  const names = await readdir(join(root, HIDDEN), { withFileTypes: true });
  try {
    await storage.load(names.filter((entry) => entry.isDirectory()).map(({ name }) => name));
  } catch (error) {
    await storage.close();
    throw error instanceof DirectoryError ? error : new DirectoryError(await whyNot(folder, error));
  }
  return storage;
}

/** Node.js' own way of making all folders of a path never ends below /proc. */
async function makeFolder(path: string): Promise<void> {
  try {
    await mkdir(path);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code === "EEXIST" && (await stat(path)).isDirectory()) return;
    if (code !== "ENOENT" || dirname(path) === path) throw error;
    await makeFolder(dirname(path));
    await mkdir(path);
  }
}

async function whyNot(folder: string, error: unknown): Promise<string> {
  const { code } = error as { code?: string };
  const there = await stat(folder).catch(() => undefined);
  if (there !== undefined && !there.isDirectory()) return `${folder} is a file, not a folder.`;
  if (code === "EACCES" || code === "EPERM" || code === "EROFS") return `${folder} cannot be written.`;
  if (code === "ENOTDIR" || code === "EEXIST") return `A file is in the way of ${folder}.`;
  if (code === "ENOENT") return `${folder} cannot be made.`;
  return `${folder} cannot be used: ${(error as Error).message}.`;
}

/** The process that says it uses the folder, if it runs still and is another. */
async function userOf(mark: string): Promise<number | undefined> {
  const pid = Number(await readFile(mark, "utf8").catch(() => ""));
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return undefined;
  try {
    process.kill(pid, 0);
    return pid;
  } catch (error) {
    // It runs as another user.
    return (error as { code?: string }).code === "EPERM" ? pid : undefined;
  }
}

async function isThere(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined)) !== undefined;
}
