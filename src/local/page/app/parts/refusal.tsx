import type { Refused } from "../../api.ts";
import { Sentence } from "./sentence.tsx";

/** Why a request was refused, what to change, and which setting decides it. */
export function Refusal({ refused }: { readonly refused: Refused }) {
  return (
    <div class="refusal">
      <p class="why">
        <Sentence text={refused.why} />
      </p>
      {refused.change !== undefined && (
        <p>
          <Sentence text={refused.change} />
        </p>
      )}
      <p class="small">
        <code>{refused.type}</code>
        {refused.settings.length > 0 && (
          <>
            {" "}
            is decided by{" "}
            {refused.settings.map((name, index) => (
              <>
                {index > 0 && ", "}
                <code>{name}</code>
              </>
            ))}
          </>
        )}
      </p>
    </div>
  );
}
