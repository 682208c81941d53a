import { badRequest, notFound } from "../faults.ts";
import { apiOf } from "../gateway.ts";
import { operation } from "../operation/operation.ts";
import { page } from "../operation/page.ts";
import { stageIn } from "../stages/stage-in.ts";

/** What API Gateway makes SDKs for, and the parameters that GetSdk's documentation asks for. */
const sdkTypes = [
  sdkType("android", "Android", "groupId", "artifactId", "artifactVersion", "invokerPackage"),
  sdkType("java", "Java", "serviceName", "javaPackageName"),
  sdkType("javascript", "JavaScript"),
  sdkType("objectivec", "iOS (Objective-C)", "classPrefix"),
  sdkType("ruby", "Ruby"),
  sdkType("swift", "iOS (Swift)", "classPrefix"),
];

export const getSdkTypes = operation({
  name: "GetSdkTypes",
  route: "GET /sdktypes",
  ok: 200,
  query: ["position", "limit"],
  run: (_, asked) => page(sdkTypes, asked, ({ id }) => id),
});

export const getSdkType = operation({
  name: "GetSdkType",
  route: "GET /sdktypes/{id}",
  ok: 200,
  run: (_, { id }) => sdkTypeOf(id),
});

/** GetSdk: nothing here generates code, and a refusal is more use than an archive that does not work. */
export const getSdk = operation({
  name: "GetSdk",
  route: "GET /restapis/{restApiId}/stages/{stageName}/sdks/{sdkType}",
  ok: 200,
  run(scope, input) {
    stageIn(apiOf(scope, input.restApiId), input.stageName);
    sdkTypeOf(input.sdkType);
    throw badRequest(
      "This local AWS makes no SDKs: a generator makes one of the OpenAPI document that GetExport gives",
    );
  },
});

function sdkType(id: string, friendlyName: string, ...parameters: readonly string[]) {
  const configurationProperties = parameters.map((name) => ({ name, friendlyName: name, required: true }));
  return { id, friendlyName, ...(parameters.length === 0 ? {} : { configurationProperties }) };
}

function sdkTypeOf(id: string) {
  const found = sdkTypes.find((one) => one.id === id);
  if (found === undefined) throw notFound("Invalid SDK type identifier specified");
  return found;
}
