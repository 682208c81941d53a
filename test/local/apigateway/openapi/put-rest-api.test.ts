import { expect, it } from "vitest";
import { controlPlane } from "../control-plane.ts";

interface Integration {
  readonly cacheNamespace: string;
}
interface Resource {
  readonly id: string;
  readonly path: string;
  readonly parentId?: string;
  readonly resourceMethods?: Readonly<Record<string, { readonly methodIntegration: Integration }>>;
}

const plane = controlPlane();
const mock = { "x-amazon-apigateway-integration": { type: "mock" } };
const define = (paths: object) => ({ openapi: "3.0.1", info: { title: "t", version: "1" }, paths });

async function put(api: string, paths: object, mode = "overwrite") {
  const { status } = await plane.call("PUT", `${api}?mode=${mode}`, define(paths));
  expect(status).toBe(200);
  const { body } = await plane.call("GET", `${api}/resources?embed=methods`);
  const items = body["item"] as readonly Resource[];
  return Object.fromEntries(items.map((one) => [one.path, one]));
}

const namespaces = (one: Resource | undefined) =>
  Object.values(one?.resourceMethods ?? {}).map(({ methodIntegration }) => methodIntegration.cacheNamespace);

it("keeps the ids of resources whose path stays, with another cache, whatever overwrites them", async () => {
  const created = await plane.call("POST", "/restapis", { name: "t" });
  const api = `/restapis/${String(created.body["id"])}`;
  const first = await put(api, { "/a/b": { get: mock, post: mock }, "/a/c": { get: mock } });
  const id = (path: string) => first[path]?.id;
  expect(namespaces(first["/a/b"])).toEqual([id("/a/b"), id("/a/b")]);

  const second = await put(api, { "/a/b": { get: mock, put: mock }, "/d": { get: mock } });
  expect(Object.keys(second)).toEqual(["/", "/a", "/a/b", "/d"]);
  expect(second["/a/b"]).toMatchObject({ id: id("/a/b"), parentId: id("/a") });
  const [get, other] = namespaces(second["/a/b"]);
  expect(other).toBe(get);
  expect(get).not.toBe(id("/a/b"));
  expect(Object.values(first).map((one) => one.id)).not.toContain(second["/d"]?.id);
  expect(namespaces(second["/d"])).toEqual([second["/d"]?.id]);

  // Merged in, a method keeps the cache of its resource.
  const third = await put(api, { "/d": { post: mock } }, "merge");
  expect(namespaces(third["/d"])).toEqual([second["/d"]?.id, second["/d"]?.id]);
});
