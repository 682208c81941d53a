import type { Clients, Clock } from "../engine/context.ts";

/** Milliseconds for which an answer counts that was asked for ahead. */
const fresh = 3_000;

type Send = (command: Command, ...rest: readonly unknown[]) => Promise<unknown>;
interface Command {
  readonly input: unknown;
  readonly constructor: { readonly name: string };
}
interface Sender {
  send: Send;
}
interface Asked {
  readonly answer: Promise<unknown>;
  readonly since: number;
}

/** Twins of the clients that ask ahead: each answer they get is given to the first call of the client itself that asks the same,
 * instead of a call of its own. The first call that changes something ends this: from then on everything is asked anew. */
export function readAhead(clients: Clients, clock: Clock): Clients {
  const asked = new Map<string, Asked[]>();
  let open = true;
  const twin = (name: string, client: Sender): Sender => {
    const send = client.send.bind(client);
    client.send = (command, ...rest) => {
      if (!isRead(command)) open = false;
      const ahead = open ? asked.get(keyOf(name, command))?.shift() : undefined;
      return ahead !== undefined && clock.now() - ahead.since < fresh ? ahead.answer : send(command, ...rest);
    };
    const ask: Send = (command, ...rest) => {
      const answer = send(command, ...rest);
      const key = keyOf(name, command);
      asked.set(key, [...(asked.get(key) ?? []), { answer, since: clock.now() }]);
      return answer;
    };
    return Object.create(client, { send: { value: ask } }) as Sender;
  };
  // What a client sends is typed by its own commands; here they are all alike.
  const twins = Object.entries(clients).map(([name, client]) => [name, twin(name, client as unknown as Sender)]);
  return Object.fromEntries(twins) as unknown as Clients;
}

function isRead({ constructor }: Command): boolean {
  return /^(Get|List|Describe)/.test(constructor.name);
}

function keyOf(client: string, { input, constructor }: Command): string {
  return `${client} ${constructor.name} ${JSON.stringify(input)}`;
}
