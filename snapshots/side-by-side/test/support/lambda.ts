import type { LambdaContext, LambdaEvent, LambdaResult } from "../../src/transports/lambda.js";

/** An event as a function URL makes it of a request: names in lower case, the body in base64. */
export async function eventOf(request: Request): Promise<LambdaEvent> {
  const { pathname, search, host } = new URL(request.url);
  const body = Buffer.from(await request.arrayBuffer());
  return {
    version: "2.0",
    rawPath: pathname,
    rawQueryString: search.slice(1),
    headers: { host, ...Object.fromEntries(request.headers) },
    requestContext: {
      domainName: host,
      stage: "$default",
      http: { method: request.method, sourceIp: "203.0.113.7" },
    },
    body: body.toString("base64"),
    isBase64Encoded: true,
  };
}

export const answerOf = ({
  statusCode,
  headers,
  cookies = [],
  body,
  isBase64Encoded,
}: LambdaResult): Response => {
  const bytes = Buffer.from(body, isBase64Encoded ? "base64" : "utf8");
  const answer = new Response(statusCode === 204 || statusCode === 304 ? null : bytes, {
    status: statusCode,
    headers,
  });
  for (const cookie of cookies) answer.headers.append("set-cookie", cookie);
  return answer;
};

export const context: LambdaContext = { getRemainingTimeInMillis: () => 30_000 };
