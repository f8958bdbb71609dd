import type { SetSearchAlert } from "@holdfast/contracts/search-alert";

/** For how long a condition may be asked to hold, in seconds. */
export const holdChoices = [0, 60, 300, 900, 3600] as const;

/** The most that can be asked for, as the contract has it; a test holds the two together. */
export const MOST_THRESHOLD = 4999;

/** Reads the form of an alert; null when the number is none that can be asked for. The server checks all of it again. */
export function readAlert(form: FormData, searchId: string): SetSearchAlert | null {
  const condition = (["none", "new"] as const).find((each) => each === form.get("condition")) ?? "moreThan";
  const written = String(form.get("threshold") ?? "0").trim();
  const threshold = condition === "moreThan" ? Number(written) : 0;
  if (written === "" || !Number.isInteger(threshold) || threshold < 0 || threshold > MOST_THRESHOLD) return null;
  return {
    ...{ searchId, condition, threshold, holdSeconds: Number(form.get("hold") ?? 60) },
    channelIds: form.getAll("channels").map(String),
  };
}
