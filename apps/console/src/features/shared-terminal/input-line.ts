/** Most characters of one input. */
const MOST = 16_000;
const [SOON_MS, MOST_TRIES] = [250, 20];

/** One input as it is sent. */
export interface SentInput {
  readonly seq: number;
  readonly text: string;
  readonly size: { readonly columns: number; readonly rows: number } | null;
}

/** What became of it; a broken connection rejects. */
export type SendInput = (input: SentInput) => Promise<{ refusal: "Ended" | "OutOfOrder" | "Unrecorded" | null }>;

/** What is typed, on its way: in order, one input after the other, none of them twice. */
export interface InputLine {
  type(text: string): void;
  resize(size: { readonly columns: number; readonly rows: number }): void;
  close(): void;
}

/**
 * A line to a terminal. What is typed while an input is under way goes with the next one. An input that got no answer is sent again
 * under its number, which the agent types once. `onLost` is called when that goes on for too long.
 */
export function inputLine(send: SendInput, onLost: () => void, waitMs = SOON_MS): InputLine {
  let [text, seq, isSending, isClosed] = ["", 0, false, false];
  let size: SentInput["size"] = null;

  async function deliver(input: SentInput): Promise<void> {
    for (let attempt = 1; !isClosed; attempt++) {
      const answer = await send(input).catch(() => null);
      if (answer?.refusal === "Ended") isClosed = true;
      if (answer?.refusal === null || isClosed) return;
      if (answer?.refusal === "OutOfOrder" || attempt >= MOST_TRIES) {
        isClosed = true;
        onLost();
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, waitMs));
    }
  }

  async function pump(): Promise<void> {
    if (isSending) return;
    isSending = true;
    while (!isClosed && (text !== "" || size !== null)) {
      const input = { seq: ++seq, text: text.slice(0, MOST), size };
      text = text.slice(input.text.length);
      size = null;
      await deliver(input);
    }
    isSending = false;
  }

  return {
    type(typed) {
      text += typed;
      void pump();
    },
    resize(next) {
      size = next;
      void pump();
    },
    close() {
      isClosed = true;
    },
  };
}
