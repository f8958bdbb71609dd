import { hasStatus } from "../kube/kube-error";

const MOST_TRIES = 5;

/** Whether somebody else changed or removed the object between the reading and the writing. What is truly invalid looks the same. */
const isOvertaken = (cause: unknown) => hasStatus(cause, 409) || hasStatus(cause, 422) || hasStatus(cause, 404);

/** Reads, compares and writes again when somebody else was faster. What is truly invalid is so every time, and is thrown in the end. */
export async function untilNotOvertaken<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (cause) {
      if (!isOvertaken(cause) || attempt >= MOST_TRIES) throw cause;
    }
  }
}
