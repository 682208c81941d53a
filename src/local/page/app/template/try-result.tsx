import type { RenderResult } from "../../api.ts";
import { CodeText } from "../parts/code-text.tsx";
import { Places } from "../parts/places.tsx";
import { Refusal } from "../parts/refusal.tsx";
import { Status } from "../parts/status.tsx";
import { Values } from "../parts/values.tsx";

/** What a template would make of a request: the call, the record, the answer. */
export function TryResult({ result }: { readonly result: RenderResult }) {
  const { rendered, values, refused, fault, records, answer } = result;
  return (
    <>
      {refused !== undefined && fault === undefined && (
        <>
          <h3>It would be refused</h3>
          <Refusal refused={refused} />
        </>
      )}
      {records.length > 0 && (
        <>
          <h3>{refused === undefined ? "It would store" : "It would ask to store"}</h3>
          <Places places={records} done={false} />
        </>
      )}
      {rendered !== undefined && (
        <>
          <h3>Rendered</h3>
          {rendered.text === "" ? (
            <p class="empty-line">Nothing.</p>
          ) : (
            <CodeText text={rendered.text} label="Rendered" />
          )}
        </>
      )}
      {values.length > 0 && (
        <>
          <h3>Values it used</h3>
          <Values values={values} />
        </>
      )}
      {answer !== undefined && (
        <>
          <h3>
            It would answer <Status status={answer.status} />
          </h3>
          {answer.text !== "" && <CodeText text={answer.text} label="Answer" />}
        </>
      )}
    </>
  );
}
