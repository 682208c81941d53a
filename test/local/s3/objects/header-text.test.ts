import { expect, test } from "vitest";
import { metadataText } from "../../../../src/local/s3/objects/header-text.ts";

// As S3 gave them back.
test.each([
  ["=?UTF-8?Q?actually-ascii?=", "actually-ascii"],
  ["=?UTF-8?B?YWJj?=", "abc"],
  ["=?UTF-8?B?w4RNw4Raw5XDkSBTMw==?=", "=?UTF-8?Q?=C3=84M=C3=84Z=C3=95=C3=91_S3?="],
  [
    Buffer.from("test_—_file%E2%80%94_é_2?.pdf").toString("latin1"),
    "=?UTF-8?Q?test=5F=E2=80=94=5Ffile%E2%80%94=5F=C3=A9=5F2=3F.pdf?=",
  ],
  ["=?UTF-8?B?AAECAw==?=", "=?UTF-8?B?AAECAw==?="],
  ["=?UTF-8?B?77+977+9?=", "=?UTF-8?B?77+977+9?="],
  ["!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t", "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~ \t"],
  ["=?nothing?Q?a?=", "=?nothing?Q?a?="],
])("metadata %s is given back as %s", (given, told) => {
  expect(metadataText(given)).toBe(told);
});
