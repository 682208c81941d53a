import { CliError, UsageError } from "../../../engine/errors.ts";
import { before, locate } from "../../../engine/run/up.ts";
import { proxy } from "../../../steps/index.ts";
import { isTerminal } from "../../terminal/confirm.ts";
import { openInBrowser } from "../../terminal/open-in-browser.ts";
import type { Session } from "../../session.ts";
import { consoleAddress } from "./console-address.ts";
import { consolePages } from "./console-pages.ts";
import { pageNames, type PageName } from "./page-names.ts";

/** Parses the argument of `open`. Throws a UsageError for what it cannot open. */
export function pageOf(word: string): PageName {
  const name = pageNames.find((one) => one === word);
  if (name !== undefined) return name;
  throw new UsageError(`There is no page "${word}".`, `There are: ${pageNames.join(", ")}.`);
}

/** Opens the page in a browser, where there is a terminal, and prints its address. */
export async function openPage(
  session: Session,
  name: PageName,
  { print = false }: { readonly print?: boolean | undefined },
): Promise<void> {
  const { io, json, report } = session;
  const url = await addressOf(session, name);
  report.result({ url }, [url]);
  if (print || json || !isTerminal(io)) return;
  const why = await openInBrowser(url, { ...session, env: io.env });
  const text = why === undefined ? "Opened in the browser." : `No browser was opened: ${why}.`;
  report.event({ type: "note", text });
}

async function addressOf(session: Session, name: PageName): Promise<string> {
  const { config, place, identity } = session;
  if (place.local) return `${config.endpoint}/_local/`;
  if (config.endpoint !== undefined)
    throw new CliError(`The AWS at ${config.endpoint} has no console that is known.`, {
      hint: 'Leave the endpoint out for AWS itself; "kinesis-proxy open --local" opens the page of the local AWS.',
    });
  const { step, path } = consolePages[name];
  if (step !== undefined) await locate([...before(step, proxy), step], session);
  const url = consoleAddress({ partition: identity.partition, region: config.region }, path(session));
  if (url !== undefined) return url;
  throw new CliError(`The console of the partition ${identity.partition} has no address that is known.`);
}
