import { defineCommand } from "../../command.ts";

/** Finds what will fail before it fails. */
export const doctor = defineCommand({
  name: "doctor",
  summary: "find what will fail, before it fails",
  description:
    "Looks at all that `up` needs, and changes nothing: Node.js, settings, state, region, proxy, endpoint, clock, credentials, every permission, KMS key, quotas, names that others have taken. Each line is ok, a warning, or failed, with what to do; exit code 3 when something failed. With --policy it prints the policy that whoever runs `up`, `status` and `down` needs, as narrow as AWS allows; without credentials for any account.",
  examples: [
    "doctor",
    "doctor --shards 4 --access-log",
    "doctor --policy",
    "doctor --self-test --local --yes",
    "doctor --json",
  ],
  settings: "all",
  flags: {
    policy: { text: "print the IAM policy that the operator needs for what is configured" },
    selfTest: { text: "try on a proxy of its own what only a real account can tell; asks first" },
  },
  async run({ io, options, session }) {
    if (options.policy === true) {
      const { runPolicy } = await import("./policy/run-policy.ts");
      return runPolicy({ io, options, session });
    }
    if (options.selfTest === true) {
      const { runSelfTest } = await import("./self-test/run-self-test.ts");
      return runSelfTest(io, options);
    }
    const { runDoctor } = await import("./run-doctor.ts");
    return runDoctor(io, options);
  },
});
