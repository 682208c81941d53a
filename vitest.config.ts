import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The longest files first: one that is begun last keeps a single worker busy when all others are done. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification): number => (/journeys\/(kill|on-and-off)/.test(moduleId) ? 0 : 1);
    return (await super.sort(files)).sort((one, other) => isLong(one) - isLong(other));
  }
}

/** Files that put a module of their own in the place of another (`vi.mock`), which would stay for the files after them, and those whose
 * browser ends with them. */
const alone = [
  "test/page/**/*.test.ts",
  "test/cli/records/checkpoint/checkpoint-file.test.ts",
  "test/state/full-disk.test.ts",
  "test/state/no-hard-links.test.ts",
];

const test = {
  // The SDK warns about Node 20 at every start; bin/ silences it for users, this for tests.
  env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
  unstubEnvs: true,
  unstubGlobals: true,
  // Journeys start the program again and again, and a busy machine is slow.
  testTimeout: 120_000,
  hookTimeout: 30_000,
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      // One load of the sources serves all files of a worker: loading them anew for each took a third of the time.
      { test: { ...test, name: "shared", include: ["test/**/*.test.ts"], exclude: alone, isolate: false } },
      { test: { ...test, name: "alone", include: alone, sequence: { groupOrder: 1 } } },
    ],
  },
});
