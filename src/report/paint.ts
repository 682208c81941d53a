import { styleText } from "node:util";

type Colour = "green" | "yellow" | "gray" | "red" | "cyan" | "bold";

/** The text in this colour, where colours are on. */
export function paint(colour: Colour, text: string, on: boolean): string {
  return on ? styleText(colour, text, { validateStream: false }) : text;
}
