import type { Local } from "../../../local/index.ts";
import { CLEAR_SCREEN } from "../../../report/clear-screen.ts";
import { openInBrowser } from "../../terminal/open-in-browser.ts";
import type { Session } from "../../session.ts";
import type { Sample } from "./sample.ts";

/** The keys in one line, which fits 60 columns. */
export const KEYS = "s send  r replay  o open page  c clear  q quit";

/** What the keys work with. */
export interface KeyWork {
  readonly session: Session;
  readonly server: Pick<Local, "pageUrl" | "replay">;
  readonly sample: () => Sample;
  readonly quit: () => void;
}

/** Does what a key asks for. Other keys do nothing. */
export async function keyCommand(key: string, { session, server, sample, quit }: KeyWork): Promise<void> {
  const { report, io } = session;
  const tell = (text: string): void => report.event({ type: "note", text });
  switch (key.toLowerCase()) {
    case "s":
      if (!(await sample().send()))
        tell('No body was found that fits the schema. Write one into event.json: "kinesis-proxy send event.json".');
      return;
    case "r":
      if ((await server.replay()) === undefined) tell("There is no request to replay yet.");
      return;
    case "o": {
      const why = await openInBrowser(server.pageUrl, { ...session, env: io.env });
      return tell(
        why === undefined ? `Opened ${server.pageUrl}` : `No browser was opened: ${why}. The page is ${server.pageUrl}`,
      );
    }
    case "c":
      report.close();
      io.stderr.write(CLEAR_SCREEN);
      return sample().lines.forEach(tell);
    case "q":
      return quit();
    case "\r":
    case "\n":
      // An empty line, to set apart what comes next.
      return tell("");
  }
}
