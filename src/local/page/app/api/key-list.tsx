import { useState } from "preact/hooks";
import type { KeyView } from "../../api.ts";
import { attempt, copyText } from "../state/notice.ts";
import { call } from "../wire/call.ts";

/** The API keys that let somebody in; a value is shown to who asks. */
export function KeyList({ keys, region }: { readonly keys: readonly KeyView[]; readonly region: string }) {
  if (keys.length === 0) return null;
  return (
    <section class="stage" aria-label="API keys">
      <h3>API keys</h3>
      <ul class="keys-list">
        {keys.map((key) => (
          <OneKey key={key.id} one={key} region={region} />
        ))}
      </ul>
    </section>
  );
}

function OneKey({ one: { id, name, enabled, plans }, region }: { readonly one: KeyView; readonly region: string }) {
  const [value, setValue] = useState<string>();
  const show = async () => {
    const key = await call<{ readonly value: string }>(`/keys/${encodeURIComponent(region)}/${encodeURIComponent(id)}`);
    setValue(key.value);
  };
  return (
    <li>
      <b>{name}</b> <code class="soft">{id}</code>{" "}
      {enabled
        ? `lets callers in by ${plans.length === 0 ? "no usage plan yet" : `the usage plan ${plans.join(", ")}`}.`
        : "is disabled."}{" "}
      {value === undefined ? (
        <button type="button" class="quiet" aria-label={`Show value of ${name}`} onClick={() => attempt(show())}>
          Show value
        </button>
      ) : (
        <>
          <code>{value}</code>{" "}
          <button type="button" class="quiet" onClick={() => copyText(value, "Key")}>
            Copy
          </button>
        </>
      )}
    </li>
  );
}
