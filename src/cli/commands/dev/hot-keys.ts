import type { Keyboard } from "../../../report/io.ts";
import { inForeground } from "./in-foreground.ts";

const CTRL_C = "\u0003";
const CTRL_Z = "\u001a";

/** What keys do. */
export interface Keys {
  /** A key was pressed, other than Ctrl-C and Ctrl-Z. */
  readonly pressed: (key: string) => void;
  /** Ctrl-Z: what moves on the terminal has to stop. */
  readonly stopping: () => void;
}

/** Single keys of the terminal, while this program is in its foreground. */
export interface HotKeys {
  /** Are they listened to? A shell may have brought the program into the foreground without a signal. */
  on(): boolean;
  /** Gives the terminal back. */
  end(): void;
}

/** Listens until `end`. */
export function hotKeys(keyboard: Keyboard, { pressed, stopping }: Keys, mayUse = inForeground): HotKeys {
  let release: (() => void) | undefined;
  let ended = false;
  const letGo = (): void => {
    release?.();
    release = undefined;
  };
  const heard = (typed: string): void => {
    if (typed.includes(CTRL_C)) keyboard.raise("SIGINT");
    else if (typed.includes(CTRL_Z)) {
      letGo();
      stopping();
      keyboard.raise("SIGTSTP");
    }
    // Arrows and what is pasted come as several characters.
    else if (typed.length === 1) pressed(typed);
  };
  const listen = (): void => {
    if (!ended && mayUse()) release ??= keyboard.listen(heard);
  };
  keyboard.onContinue(() => {
    // A shell has had the terminal meanwhile.
    if (mayUse()) letGo();
    listen();
  });
  listen();
  return {
    on() {
      listen();
      return release !== undefined;
    },
    end() {
      ended = true;
      letGo();
    },
  };
}
