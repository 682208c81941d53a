import { useCell } from "../state/cell.ts";
import { live } from "../state/live.ts";
import { CommandLine } from "./command-line.tsx";

/** The command that makes a first endpoint, as it is typed here. */
export function UpLine() {
  const { hello } = useCell(live);
  return <CommandLine text={hello?.up ?? "kinesis-proxy up --local"} />;
}
