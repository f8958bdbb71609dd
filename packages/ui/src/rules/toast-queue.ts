/** A short message about something that just happened. What must not be missed stays until it is dismissed. */
export interface ToastMessage {
  readonly tone: "good" | "bad" | "neutral";
  readonly title: string;
  readonly detail?: string | undefined;
  readonly action?: { readonly label: string; readonly run: () => void } | undefined;
}

/** Where messages wait until the region that shows them has been loaded. */
export interface ToastQueue {
  push(message: ToastMessage): void;
  /** Gives every waiting and every later message to the one reader; the returned function lets them wait again. */
  drain(reader: (message: ToastMessage) => void): () => void;
  /** Calls back when the first message arrives that nobody reads. */
  onWaiting(callback: () => void): () => void;
}

/** Makes an empty queue. */
export function createToastQueue(): ToastQueue {
  let waiting: ToastMessage[] = [];
  let reader: ((message: ToastMessage) => void) | null = null;
  const callbacks = new Set<() => void>();
  return {
    push(message) {
      if (reader !== null) return reader(message);
      waiting.push(message);
      for (const callback of callbacks) callback();
    },
    drain(next) {
      reader = next;
      const pending = waiting;
      waiting = [];
      for (const message of pending) next(message);
      return () => {
        if (reader === next) reader = null;
      };
    },
    onWaiting(callback) {
      callbacks.add(callback);
      if (waiting.length > 0) callback();
      return () => callbacks.delete(callback);
    },
  };
}
