import type { ServiceContext } from "./service-context";

/** A context of the product itself: the hub's loops, the starter. It is allowed everything, and audited under its own name. */
export function systemContext(base: Pick<ServiceContext, "db" | "now" | "log">, name: string): ServiceContext {
  return {
    ...base,
    actor: { kind: "system", id: name, name },
    requestId: name,
    subject: () => Promise.reject(new TypeError("the system has no grants to read")),
  };
}
