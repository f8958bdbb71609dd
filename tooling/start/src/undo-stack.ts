/** What has been started, so that it can be stopped again, the newest first. */
export interface UndoStack {
  push(step: () => unknown): void;
  unwind(): Promise<void>;
}

/** An empty stack. A step that fails does not keep the others from being taken back. */
export function undoStack(): UndoStack {
  const steps: (() => unknown)[] = [];
  return {
    push: (step) => void steps.push(step),
    async unwind() {
      for (const step of steps.splice(0).reverse()) {
        try {
          await step();
        } catch (cause) {
          console.error(cause);
        }
      }
    },
  };
}
