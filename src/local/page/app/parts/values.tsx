import type { TemplateValue } from "../../api.ts";
import { Facts } from "./facts.tsx";
import { Shown } from "./shown.tsx";

/** The variables of a template with the values they had. */
export function Values({ values }: { readonly values: readonly TemplateValue[] }) {
  return (
    <Facts
      even
      facts={values.map(({ source, value, cut, empty }) => [
        <code>{source}</code>,
        empty === true ? (
          <span class="soft">has no value</span>
        ) : (
          <>
            <Shown text={value} />
            {cut === true && "…"}
          </>
        ),
      ])}
    />
  );
}
