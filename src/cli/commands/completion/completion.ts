import { defineCommand } from "../../command.ts";
import { shells } from "./scripts.ts";

/** Completes command lines. */
export const completion = defineCommand({
  name: "completion",
  summary: "complete commands, flags and values in your shell",
  description:
    "Prints what makes a shell complete commands, flags and their values: proxies that have a state file here, regions, profiles, and the streams and shards that there are. Ask it to load that when it starts: in ~/.bashrc `source <(kinesis-proxy completion bash)`, in ~/.zshrc after compinit `source <(kinesis-proxy completion zsh)`, in ~/.config/fish/config.fish `kinesis-proxy completion fish | source`.",
  examples: ["completion bash", "completion zsh", "completion fish"],
  argument: { usage: "<shell>", text: shells.join(", "), values: shells },
  flags: { words: { value: "<lines>", text: "the words typed so far, each with a line end", hidden: true } },
  async run(call) {
    const { runCompletion } = await import("./run-completion.ts");
    await runCompletion(call, call.argument ?? "", call.options.words);
  },
});
