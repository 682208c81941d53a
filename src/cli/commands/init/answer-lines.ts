import type { IO } from "../../../report/io.ts";
import { visible, visibleLine } from "../../../report/visible.ts";
import { isTyped, NOTHING_CHANGED } from "../../terminal/confirm.ts";
import { typedPieces } from "../../terminal/typed-pieces.ts";

/** The lines of standard input as answers to questions. */
export interface AnswerLines {
  /** The next line, without spaces around it; undefined at the end of the input. It may have been typed before the question. */
  after(question: string): Promise<string | undefined>;
  /** Has there been no line, although the input is at its end? */
  none(): boolean;
  close(): Promise<void>;
}

/** Begins to read standard input. A terminal shows what is typed; what came early, or by a pipe, is shown after its question. */
export function answerLines(io: Pick<IO, "stdin" | "stderr" | "signal">): AnswerLines {
  const typed = typedPieces(io, NOTHING_CHANGED);
  const decoder = new TextDecoder();
  let [held, isOver, count] = ["", false, 0];
  const take = async (): Promise<void> => {
    const piece = await typed.take();
    isOver = piece === undefined;
    held += piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
  };
  const isWhole = (): boolean => isOver || held.includes("\n");
  return {
    async after(question) {
      while (!isWhole() && (await typed.waits())) await take();
      const isSeen = isTyped(io) && !isWhole();
      io.stderr.write(visible(question));
      try {
        while (!isWhole()) await take();
      } catch (error) {
        io.stderr.write("\n");
        throw error;
      }
      const [line = ""] = held.split("\n", 1);
      // Ctrl-D ends the input without a line end.
      const hasEnd = held.includes("\n");
      held = held.slice(line.length + 1);
      if (!isSeen) io.stderr.write(visibleLine(line.trim()));
      if (!isSeen || !hasEnd) io.stderr.write("\n");
      if (!hasEnd && line === "") return undefined;
      count += 1;
      return line.trim();
    },
    none: () => isOver && count === 0,
    close: () => typed.close(),
  };
}
