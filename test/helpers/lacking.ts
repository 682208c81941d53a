import type { Clients } from "../../src/aws/clients.ts";
import { fault } from "./fault.ts";

type Next = (args: unknown) => Promise<unknown>;
interface Stack {
  readonly middlewareStack: {
    add(
      middleware: (next: Next, context: { commandName?: string }) => Next,
      options: { step: "initialize"; name: string; override: true },
    ): void;
  };
}

/** Clients of an emulator that does not have these operations, or that forgets these members of what it is given. */
export function lacking(
  clients: Clients,
  { operations = [], members = [] }: { readonly operations?: readonly string[]; readonly members?: readonly string[] },
): Clients {
  for (const client of [clients.kinesis, clients.iam, clients.apigateway, clients.sts])
    (client as unknown as Stack).middlewareStack.add(
      (next, { commandName = "" }) =>
        (args) => {
          if (operations.includes(commandName.replace(/Command$/, ""))) throw fault("NotImplementedException", "No.");
          const { input } = args as { input: object };
          const kept = Object.entries(input).filter(([name]) => !members.includes(name));
          return next({ ...(args as object), input: Object.fromEntries(kept) });
        },
      { step: "initialize", name: "lacking", override: true },
    );
  return clients;
}
