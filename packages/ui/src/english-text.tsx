import type { RelativeTime } from "./rules/relative-time";
import type { UiText } from "./ui-text";

const counted = (count: number, one: string, many: string) => `${count.toLocaleString("en")} ${count === 1 ? one : many}`;
const units = { now: "", second: "s", minute: "min", hour: "h", day: "d" } as const;

function relative({ count, unit, isFuture }: RelativeTime): string {
  if (unit === "now") return "now";
  return isFuture ? `in ${count} ${units[unit]}` : `${count} ${units[unit]} ago`;
}

/** The components' own words in English: what is shown where an application gives none. */
export const englishText: UiText = {
  close: "Close",
  cancel: "Cancel",
  retry: "Try again",
  busy: "Working",
  loading: "Loading",
  none: "none",
  opensOutside: "opens in a new tab",
  showPassword: "Show password",
  hidePassword: "Hide password",
  copy: "Copy",
  copied: "Copied",
  wrapLines: "Wrap lines",
  notifications: "Notifications",
  relative,
  durationUnit: { ms: "ms", s: "s", min: "min", h: "h", d: "d" },
  cores: "cores",
  neverSeen: "never seen",
  seen: (ago) => `seen ${ago}`,
  formErrors: (count) => `${counted(count, "entry needs", "entries need")} another look`,
  typeName: (name) => `Type ${name} to confirm`,
  nameDiffers: "The name is not the same yet.",
  forbiddenTitle: "You may not see this",
  forbiddenHelp: "Somebody with the admin role can grant it to you.",
  notFoundTitle: "This does not exist",
  failedTitle: "This could not be read",
  reference: "Reference",
  refreshFailed: "Could not refresh. What you see is what was last read.",
  answered: (answered, asked) => `${answered} of ${asked} answered`,
  staleData: (ago) => `What you see was observed ${ago} and may have changed since.`,
  table: {
    rows: (shown, total, isCapped) => `${shown.toLocaleString("en")} of ${isCapped ? "more than " : ""}${total.toLocaleString("en")}`,
    loadMore: "Load more",
    columns: "Columns",
    selectRow: (name) => `Select ${name}`,
    selectAll: "Select all rows that are loaded",
    selected: (count) => `${count.toLocaleString("en")} selected`,
    sortBy: "Sort by",
    turnSort: "Turn the order",
    arrivals: (count) => `${counted(count, "new row", "new rows")}: show`,
    keysGroup: "List",
    nextRow: "Next row",
    previousRow: "Previous row",
    openRow: "Open the row",
    toggleRow: "Select the row",
  },
  filter: {
    search: "Search",
    searchKeys: "Search this list",
    clearSearch: "Clear the search",
    remove: (facet, value) => `Remove ${facet}: ${value}`,
    clearAll: "Clear all",
  },
  progress: {
    of: (done, total) => `${done} of ${total}`,
    elapsed: (duration) => `${duration} elapsed`,
    remaining: (duration) => `about ${duration} to go`,
  },
  diff: {
    before: "Before",
    after: "After",
    absent: "absent",
    unchanged: "Nothing would change.",
    operation: { create: "create", update: "update", delete: "delete", none: "no change" },
  },
  chart: { showTable: "Show as table", showChart: "Show as chart", noData: "No data in this window." },
  palette: {
    title: "Command palette",
    placeholder: "Go to, find or do…",
    empty: "Nothing fits. Try fewer letters.",
    results: (count) => counted(count, "result", "results"),
    searching: "Searching…",
  },
  legend: { title: "Keyboard", followedBy: "then", off: "Single keys are turned off in the settings." },
  step: { done: "done", current: "current", upcoming: "to come", failed: "failed" },
};
