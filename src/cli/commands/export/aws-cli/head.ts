import { textIn } from "../resources/read.ts";
import type { Description } from "../resources/resource.ts";
import { pieces } from "../resources/reference.ts";
import { snake } from "../resources/snake.ts";
import { word } from "./shell.ts";

/** What stands before the first call: what the script needs, and its functions. */
export function head({ name, region, parameters, resources }: Description): string {
  const secrets = parameters.filter(({ secret }) => secret);
  const needs = secrets.map((one) => `#   ${variable(one.name)}: ${one.text.replace(/^T/, "t")}, in the environment\n`);
  const taken = secrets.map((one) => {
    const [secret, told] = [variable(one.name), `set it to ${one.text.replace(/^T/, "t")}`];
    return `: "\${${secret}:?${told}}"\nexport -n ${secret}\n${secret}=$(encoded "$${secret}")\n`;
  });
  const [api = ""] = resources.flatMap(({ properties }) => textIn(properties, "RestApiId") || []);
  const root = parameters.some((one) => one.name === "RootResourceId")
    ? `ROOT_RESOURCE_ID=$(found apigateway get-resources --rest-api-id ${word(api)} --query "items[?path=='/'].id | [0]")\n`
    : "";
  return `#!/usr/bin/env bash
# The proxy ${name}, by the AWS CLI, version 1 or 2: what is POSTed becomes a record of a Kinesis stream.
# It goes the way of AWS's tutorial "Create a REST API as an Amazon Kinesis proxy", and says where that falls short.
# It needs bash, the AWS CLI and credentials for the account${needs.length === 0 ? ".\n" : ", and:\n"}${needs.join("")}\
# Run it again after a failure or a change: it makes what is missing, and makes routes, policies and the stage as they stand here.
# What it finds of the stream, the roles, the key and the bucket stays as it is. It deletes none of them.
set -euo pipefail

${regionLines(region)}export AWS_REGION=$REGION AWS_DEFAULT_REGION=$REGION
# Nothing asks, nothing pages, and text is text: version 2 has other defaults than version 1, and so may your configuration.
export AWS_PAGER="" AWS_CLI_AUTO_PROMPT=off AWS_DEFAULT_OUTPUT=json AWS_CLI_FILE_ENCODING=UTF-8
# API Gateway allows few changes a second: a call that is too early is repeated.
export AWS_RETRY_MODE=standard AWS_MAX_ATTEMPTS=10

# What a query finds; nothing for null. (As text, the CLI would ask the query page by page.)
found() {
  local text
  text=$(aws "$@" --output json) || return
  [ "$text" != null ] || return 0
  text=\${text#\\"}
  printf '%s' "\${text%\\"}"
}

# Makes something, unless it is there already. AWS needs seconds until it knows a new role everywhere: then the call is repeated.
make() {
  local answer
  for _ in {1..60}; do
    if answer=$("$@" 2>&1 >/dev/null); then return; fi
    case $answer in
      *EntityAlreadyExists* | *ResourceInUseException* | *ResourceAlreadyExistsException* | *ConflictException* | \\
        *BucketAlreadyOwnedByYou*) return ;;
      *AccessDenied*) break ;;
      *"assume role"* | *"role ARN does not"* | *"not authorized to"* | *"security token included"*) sleep 3 ;;
      *) break ;;
    esac
  done
  printf '%s\\n' "$answer" >&2
  return 1
}

# Sets a variable to the lines that follow, without the last line end.
keep() {
  local text
  IFS= read -r -d '' text || true
  printf -v "$1" '%s' "\${text%$'\\n'}"
}

# A text as JSON.
json() {
  local text=$1
  text=\${text//\\\\/\\\\\\\\}
  text=\${text//\\"/\\\\\\"}
  text=\${text//$'\\n'/\\\\n}
  text=\${text//$'\\r'/\\\\r}
  text=\${text//$'\\t'/\\\\t}
  printf '"%s"' "$text"
}
${secrets.length > 0 ? ENCODED : ""}
${taken.join("")}CALLER=$(aws sts get-caller-identity --query Arn --output text)
IFS=: read -r _ PARTITION _ _ ACCOUNT _ <<<"$CALLER"
echo "In account $ACCOUNT, region $REGION" >&2
${root}`;
}

const ENCODED = `
# A secret as templates take it, percent-encoded. No other program sees it on the way.
encoded() {
  local LC_ALL=C text=$1 index char code
  for ((index = 0; index < \${#text}; index++)); do
    char=\${text:index:1}
    case $char in
      [A-Za-z0-9._~-]) printf '%s' "$char" ;;
      *)
        printf -v code '%d' "'$char"
        printf '%%%02X' "$((code & 255))"
        ;;
    esac
  done
}
`;

/** The document is for whichever region it is used in, unless it was read from one. */
function regionLines(region: string): string {
  if (pieces(region).every((one) => typeof one === "string")) return `REGION=${region}\n`;
  return `# AWS_REGION=… bash FILE; without it, the region of the profile.
REGION=\${AWS_REGION:-\${AWS_DEFAULT_REGION:-$(aws configure get region || true)}}
: "\${REGION:?set AWS_REGION to the region of the proxy}"
`;
}

function variable(parameter: string): string {
  return snake(parameter).toUpperCase();
}
