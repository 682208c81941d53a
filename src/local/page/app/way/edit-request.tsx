import { useState } from "preact/hooks";
import type { Replayed, ReplayInput, RequestWay } from "../../api.ts";
import { headerLines, readHeaderLines } from "../model/header-lines.ts";
import { saySize } from "../model/say.ts";
import { go } from "../state/here.ts";
import { attempt } from "../state/notice.ts";
import { call } from "../wire/call.ts";

interface EditRequestProps {
  readonly way: RequestWay;
  readonly query: Readonly<Record<string, string>>;
  readonly onClose: () => void;
}

/** The request to change and send again; a body that is not whole here stays as it was. */
export function EditRequest({ way: { row, request }, query, onClose }: EditRequestProps) {
  const { body } = request;
  const [method, setMethod] = useState(request.method);
  const [path, setPath] = useState(row.query === "" ? row.path : `${row.path}?${row.query}`);
  const [headers, setHeaders] = useState(() => headerLines(request.headers.filter(({ name }) => !setAnew.test(name))));
  const [text, setText] = useState(body.text);
  const { headers: read, bad } = readHeaderLines(headers);
  const badBody = body.encoding === "base64" && body.whole && !/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text);
  const send = async () => {
    const input: ReplayInput = {
      method,
      path,
      headers: read,
      ...(body.whole && { body: { encoding: body.encoding, text } }),
    };
    const made = await call<Replayed>(`/requests/${row.id}/replay`, { body: input });
    go({ view: "requests", parts: [String(made.id)], query });
  };
  return (
    <form
      class="edit"
      onSubmit={(event) => {
        event.preventDefault();
        if (bad === undefined && !badBody) attempt(send());
      }}
    >
      <div class="edit-line">
        <label>
          Method
          <input class="code" value={method} onInput={(event) => setMethod(event.currentTarget.value)} size={8} />
        </label>
        <label class="grow">
          Path and query
          <input class="code" value={path} onInput={(event) => setPath(event.currentTarget.value)} />
        </label>
      </div>
      <label>
        Headers, one a line
        <textarea
          class="code"
          rows={6}
          spellcheck={false}
          value={headers}
          aria-invalid={bad !== undefined}
          onInput={(event) => setHeaders(event.currentTarget.value)}
        />
      </label>
      {bad !== undefined && <p class="bad">This is not a header: “{bad}”. Write it as Name: value.</p>}
      {body.whole ? (
        <label>
          {body.encoding === "base64" ? "Body, as base64: it is not UTF-8" : "Body"}
          <textarea
            class="code"
            rows={12}
            spellcheck={false}
            value={text}
            aria-invalid={badBody}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </label>
      ) : (
        <p class="cut">The body of {saySize(body.size)} is too large to edit here; it is sent as it was.</p>
      )}
      {badBody && <p class="bad">This is not base64.</p>}
      <div class="actions">
        <button type="submit" class="main" disabled={bad !== undefined || badBody}>
          Send
        </button>
        <button type="button" onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  );
}

/** What is set anew for each request. */
const setAnew = /^(host|content-length|transfer-encoding|connection)$/i;
