import { useState } from "preact/hooks";
import { hexLines } from "../model/hex-lines.ts";
import { saySize } from "../model/say.ts";
import { More } from "./code-text.tsx";

/** Bytes in hexadecimal, the first first. */
export function HexText({ bytes, label }: { readonly bytes: Uint8Array; readonly label: string }) {
  const [most, setMost] = useState(64);
  return (
    <>
      <pre class="code hex" tabIndex={0} aria-label={label}>
        {hexLines(bytes, most).map(({ offset, hex, text }) => (
          <>
            <span class="soft">{offset}</span> {hex} <span class="json-string">{text}</span>
            {"\n"}
          </>
        ))}
      </pre>
      {bytes.length > most * 16 && <More what={saySize(bytes.length - most * 16)} show={() => setMost(most * 4)} />}
    </>
  );
}
