// npm run bench: each number next to one that tells how fast this machine is. Words choose: npm run bench -- help up
import { accessLog } from "./access-log.js";
import { archive } from "./archive.js";
import { controlPlane } from "./control-plane.js";
import { distance } from "./distance.js";
import { endpoint } from "./endpoint.js";
import { largeBatch } from "./large-batch.js";
import { reading } from "./reading.js";
import { help } from "./help.js";
import { manyShards, slowReader } from "./slow-reader.js";
import { tidyUp } from "./program.js";
import { serving } from "./serving.js";
import { page } from "./page.js";
import { up } from "./up.js";

const all = {
  help,
  up,
  distance,
  serving,
  endpoint,
  accessLog,
  page,
  largeBatch,
  controlPlane,
  archive,
  reading,
  slowReader,
  manyShards,
};
const asked = process.argv.slice(2);
try {
  for (const name of asked.length > 0 ? asked : Object.keys(all)) await all[name]();
} finally {
  await tidyUp();
}
