import type { Clock } from "../engine/context.ts";
import { lazyServices, type Clients } from "./clients.ts";

/** Milliseconds for which a response is kept. */
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

/** The clients, twice. */
export interface ReadAhead {
  /** Make calls whose responses are kept. What is asked again is one call, until its first response is taken. */
  readonly ahead: Clients;
  /** Take a kept response instead of the first call that asks the same. */
  readonly clients: Clients;
}

/** Keeps the responses of calls that are made ahead, each for one later call that asks the same. The first call that changes
 * something ends this: from then on every call is made. The clients themselves stay as they are. */
export function readAhead(clients: Clients, clock: Clock): ReadAhead {
  const kept = new Map<string, Asked[]>();
  let open = true;
  const copies = (sendOf: (send: Send, name: string) => Send): Clients => {
    const copyOf = (name: string, client: unknown): Sender => {
      // What a client sends is typed by its own commands; here they are all alike.
      const plain = client as Sender;
      const send = sendOf((command, ...rest) => plain.send(command, ...rest), name);
      return Object.create(plain, { send: { value: send } }) as Sender;
    };
    const { lazily, ...ready } = clients;
    const copied = Object.entries(ready).map(([name, client]) => [name, copyOf(name, client)] as const);
    const loading = lazyServices.map((name) => [name, async () => copyOf(name, await lazily[name]())] as const);
    const later = { ...Object.fromEntries(loading), destroy: () => lazily.destroy() };
    return { ...Object.fromEntries(copied), lazily: later } as unknown as Clients;
  };
  return {
    ahead: copies((send, name) => (command, ...rest) => {
      const key = keyOf(name, command);
      const before = kept.get(key) ?? [];
      const answer = before[0]?.answer ?? send(command, ...rest);
      kept.set(key, [...before, { answer, since: before[0]?.since ?? clock.now() }]);
      return answer;
    }),
    clients: copies((send, name) => (command, ...rest) => {
      if (!isRead(command)) open = false;
      const asked = open ? kept.get(keyOf(name, command))?.shift() : undefined;
      return asked !== undefined && clock.now() - asked.since < fresh ? asked.answer : send(command, ...rest);
    }),
  };
}

function isRead({ constructor }: Command): boolean {
  return /^(Get|List|Describe|Head|Filter)/.test(constructor.name);
}

function keyOf(client: string, { input, constructor }: Command): string {
  return `${client} ${constructor.name} ${JSON.stringify(input)}`;
}
