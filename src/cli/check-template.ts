import type { Respond } from "../core/context.ts";
import { UsageError } from "../core/errors.ts";

/** Throws a `UsageError` when the template of `--respond @FILE` is no Velocity: every sender would read 500 for a record that
 * is stored, and send it again. */
export async function checkTemplate(respond: Respond): Promise<void> {
  if (respond.type !== "template") return;
  const { templateFault } = await import("../local/render-request.ts");
  const fault = templateFault(respond.template);
  if (fault !== undefined)
    throw new UsageError(
      `The template of --respond is not valid: ${fault}.`,
      "It is written in Apache Velocity 1.7, as API Gateway has it.",
    );
}
