import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The longest files first: one that is begun last keeps a single worker busy when all others are done. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): number => (/journeys\/(kill|on-and-off)/.test(moduleId) ? 0 : 1);
    return (await super.sort(files)).sort((one, other) => isLong(one) - isLong(other));
  }
}

export default defineConfig({
  test: {
    include: ["test/**/*.test.ts"],
    // The SDK warns about Node 20 at every start; bin/ silences it for users, this for tests.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
