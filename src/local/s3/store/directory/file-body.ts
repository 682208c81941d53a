import { open, rm } from "node:fs/promises";
import type { Body } from "../object-version.ts";

const pieceBytes = 256 * 1024;

/** The bytes of a version as a file, which moves when a newer version takes its place. */
export class FileBody implements Body {
  readonly size: number;
  /** Absolute. */
  file: string;

  constructor(file: string, size: number) {
    this.file = file;
    this.size = size;
  }

  /** Opens the file at once: what takes its place later has no effect. Throws ENOENT when somebody took it away. */
  async read(start: number, end: number): Promise<AsyncIterable<Buffer>> {
    const { file } = this;
    const handle = await open(file).catch((error: unknown) => {
      // It moved while it was opened.
      if (this.file !== file) return open(this.file);
      throw error;
    });
    return handle.createReadStream({ start, end: end - 1, highWaterMark: pieceBytes });
  }

  async drop(): Promise<void> {
    await rm(this.file, { force: true });
  }
}
