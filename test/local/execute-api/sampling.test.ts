import { describe, expect, it } from "vitest";
import { Sampling, traceIdOf } from "../../../src/local/execute-api/sampling.ts";
import { request } from "./bench.ts";

const root = "1-5759e988-bd862e3fe1be46a994272793";
const now = Date.UTC(2026, 0, 2);
const asking = (header?: string) => request({ headers: header === undefined ? {} : { "X-Amzn-Trace-Id": header } });

describe("the trace header", () => {
  it("without tracing is the caller's own, or a new root", () => {
    const own = `Self=x;Root=${root};Parent=53995c3f42cd8ad8;Sampled=1`;
    expect(traceIdOf(asking(own), now)).toBe(own);
    expect(traceIdOf(asking(), now)).toMatch(/^Root=1-69570a80-[0-9a-f]{24}$/);
    expect(traceIdOf(asking("Root=nonsense"), now)).toMatch(/^Root=1-69570a80-[0-9a-f]{24}$/);
  });

  it("with tracing keeps the caller's root and decision", () => {
    const sampling = new Sampling();
    expect(traceIdOf(asking(`Root=${root};Parent=53995c3f42cd8ad8;Sampled=0`), now, sampling)).toBe(
      `Root=${root};Sampled=0`,
    );
    const sampled = traceIdOf(asking(`Root=${root};Parent=53995c3f42cd8ad8;Sampled=1`), now, sampling);
    expect(sampled).toMatch(new RegExp(`^Root=${root};Parent=[0-9a-f]{16};Sampled=1$`));
    expect(sampled).not.toContain("53995c3f42cd8ad8");
  });

  it("with tracing samples the first request of a second, and few of the others", () => {
    const sampling = new Sampling();
    const of = (count: number, at: number) =>
      Array.from({ length: count }, () => traceIdOf(asking(), at, sampling)).filter((id) => id.endsWith("Sampled=1"))
        .length;
    expect(of(1, now)).toBe(1);
    expect(of(1, now + 1000)).toBe(1);
    const others = of(2000, now + 1000);
    expect(others).toBeGreaterThan(20);
    expect(others).toBeLessThan(300);
  });
});
