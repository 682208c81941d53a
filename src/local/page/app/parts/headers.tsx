import { useState } from "preact/hooks";
import type { Header } from "../../api.ts";
import { sayMany } from "../model/say.ts";
import { Facts } from "./facts.tsx";
import { Shown } from "./shown.tsx";

/** Headers, folded; the value of a secret one is shown to who asks. */
export function Headers({ headers, title }: { readonly headers: readonly Header[]; readonly title: string }) {
  if (headers.length === 0) return null;
  return (
    <details class="headers">
      <summary>
        {title} <span class="soft">{sayMany(headers.length, "header")}</span>
      </summary>
      <Facts facts={headers.map((header) => [header.name, <HeaderValue header={header} />])} />
    </details>
  );
}

function HeaderValue({ header: { name, value, secret } }: { readonly header: Header }) {
  const [shown, setShown] = useState(secret !== true);
  if (shown) return <Shown text={value} />;
  return (
    <button type="button" class="quiet" aria-label={`Show the value of ${name}`} onClick={() => setShown(true)}>
      <span aria-hidden="true">•••••••• </span>Show
    </button>
  );
}
