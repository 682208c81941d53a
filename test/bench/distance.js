import { createServer, request } from "node:http";
import { bin, local, median, ms, proxy, tell, toFile } from "./program.js";

const away = 100;

/** `up` and `down` of an AWS that is 100 ms away, and the memory of an `up` that has nothing to do. */
export async function distance() {
  const aws = await local();
  const far = await relay(aws.port);
  const times = { fresh: [], again: [], down: [] };
  try {
    for (let time = 0; time < 3; time += 1) {
      times.fresh.push((await proxy(far.port, "up")).ms);
      times.again.push((await proxy(far.port, "up")).ms);
      times.down.push((await proxy(far.port, "down", "--yes")).ms);
    }
    const calls = `${far.calls()} requests in all`;
    tell(`fresh up, ${away} ms added to each call`, ms(median(times.fresh)), calls, "under 2500 ms");
    tell(`up with nothing to do, ${away} ms added`, ms(median(times.again)), "", "under 1000 ms");
    tell(`down, ${away} ms added`, ms(median(times.down)), "", "under 2000 ms");
    await proxy(aws.port, "up");
    const again = (await proxy(aws.port, "up")).ms;
    const { peak: megabytes } = await toFile(aws.port, [bin, "up", "--local"]);
    tell("up with nothing to do", ms(again), `${megabytes} MB at most`, "under 1000 ms, 130 MB");
  } finally {
    far.close();
    await aws.stop();
  }
}

/** Hands every request on, after a while. */
async function relay(port) {
  let calls = 0;
  const server = createServer((incoming, outgoing) => {
    calls += 1;
    const chunks = [];
    incoming.on("data", (chunk) => chunks.push(chunk));
    incoming.on("end", () =>
      setTimeout(() => {
        const { method, url: path, headers } = incoming;
        const onward = request({ host: "127.0.0.1", port, method, path, headers }, (answer) => {
          outgoing.writeHead(answer.statusCode, answer.rawHeaders);
          answer.pipe(outgoing);
        });
        onward.on("error", () => outgoing.destroy());
        onward.end(Buffer.concat(chunks));
      }, away),
    );
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: server.address().port, calls: () => calls, close: () => server.close() };
}
