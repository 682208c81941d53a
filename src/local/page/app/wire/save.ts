import { ask } from "./call.ts";

/** Saves bytes as a file. */
export function saveBlob(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Saves bytes of the API, whole, as a file. */
export async function saveBytes(href: string, name: string): Promise<void> {
  saveBlob(await (await ask(href)).blob(), name);
}
