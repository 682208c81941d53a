import { useEffect } from "preact/hooks";
import type { StreamSummary } from "../../api.ts";
import { writePlace } from "../model/place.ts";
import { sayMany } from "../model/say.ts";
import { UpLine } from "../parts/up-line.tsx";
import { useTicks } from "../state/use-ticks.ts";
import { useAnswer } from "../state/use-answer.ts";
import { OneStream } from "./one-stream.tsx";

interface StreamPageProps {
  readonly parts: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

/** The streams, or one of them with its shards and records. */
export function StreamPage({ parts, query }: StreamPageProps) {
  const [region, name] = parts;
  const { data: streams, error } = useAnswer<readonly StreamSummary[]>("/streams", useTicks(2000));
  useEffect(() => {
    document.title = `${name ?? "Stream"} · kinesis-proxy local`;
  }, [name]);
  if (error !== undefined) return <p class="waiting">{error.message}</p>;
  if (streams === undefined) return <p class="waiting">Looking …</p>;
  const only = streams.length === 1 ? streams[0] : undefined;
  const chosen = region !== undefined && name !== undefined ? { region, name } : only;
  if (streams.length === 0)
    return (
      <div class="empty">
        <h2>No stream yet</h2>
        <p>Make one with an endpoint in front of it, in another terminal:</p>
        <UpLine />
      </div>
    );
  return (
    <div class="page">
      {streams.length > 1 && (
        <nav class="choices" aria-label="Streams">
          {streams.map((stream) => (
            <a
              href={writePlace({ view: "stream", parts: [stream.region, stream.name] })}
              aria-current={stream.name === chosen?.name && stream.region === chosen.region ? "page" : undefined}
            >
              {stream.name}{" "}
              <span class="soft">
                {stream.region}, {sayMany(stream.records, "record")}
              </span>
            </a>
          ))}
        </nav>
      )}
      {chosen === undefined ? (
        <p class="waiting">Choose a stream.</p>
      ) : (
        <OneStream key={`${chosen.region}/${chosen.name}`} region={chosen.region} name={chosen.name} query={query} />
      )}
    </div>
  );
}
