import { styleText } from "node:util";

/** A colour or a weight of a terminal. */
export type Colour = "green" | "yellow" | "gray" | "red" | "cyan" | "magenta" | "blue" | "bold" | "inverse";

/** The text in this colour, where colours are on. */
export function paint(colour: Colour, text: string, on: boolean): string {
  return on ? styleText(colour, text, { validateStream: false }) : text;
}
