import { Fault } from "@holdfast/contracts/fault";
import { SiteEvent } from "@holdfast/contracts/trigger-source";
import { worded } from "@holdfast/contracts/worded";

const STRUCTURED = "application/cloudevents+json";
const PREFIX = "ce-";

/** The value of a header, whose characters beyond ASCII the binding percent-encodes. */
function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The attributes of an event in binary mode: each in a header of its own, the data in the body, which is not looked at. */
const fromHeaders = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    [...headers].flatMap(([name, value]) => (name.startsWith(PREFIX) ? [[name.slice(PREFIX.length), decoded(value)]] : [])),
  );

/** An event of the HTTP binding of CloudEvents 1.0, in structured or binary mode. Throws `InvalidInput` with what is wrong, and for a batch. */
export async function readCloudEvent(request: Request): Promise<SiteEvent> {
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  const isStructured = type === STRUCTURED;
  if (!isStructured && (type.startsWith("application/cloudevents") || !request.headers.has(`${PREFIX}specversion`)))
    throw new Fault("InvalidInput", worded("CloudEventExpected", { type: STRUCTURED }));
  const attributes: unknown = isStructured ? await request.json().catch(() => null) : fromHeaders(request.headers);
  const event = SiteEvent.safeParse(attributes);
  if (event.success) return event.data;
  const problems = event.error.issues.map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message)).join("; ");
  throw new Fault("InvalidInput", worded("CloudEventUnreadable", { problems }));
}
