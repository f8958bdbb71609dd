import type { RelativeTime } from "./rules/relative-time";

/** Every word that the components say by themselves. An application gives its own, in the reader's language. */
export interface UiText {
  readonly close: string;
  readonly cancel: string;
  readonly retry: string;
  readonly busy: string;
  readonly loading: string;
  readonly none: string;
  readonly opensOutside: string;
  readonly showPassword: string;
  readonly hidePassword: string;
  readonly copy: string;
  readonly copied: string;
  readonly wrapLines: string;
  readonly notifications: string;
  readonly relative: (time: RelativeTime) => string;
  readonly durationUnit: Readonly<Record<"ms" | "s" | "min" | "h" | "d", string>>;
  readonly cores: string;
  readonly neverSeen: string;
  readonly seen: (ago: string) => string;
  readonly formErrors: (count: number) => string;
  readonly typeName: (name: string) => string;
  readonly nameDiffers: string;
  readonly forbiddenTitle: string;
  readonly forbiddenHelp: string;
  readonly notFoundTitle: string;
  readonly failedTitle: string;
  readonly reference: string;
  readonly refreshFailed: string;
  readonly answered: (answered: number, asked: number) => string;
  readonly staleData: (ago: string) => string;
  readonly table: TableText;
  readonly filter: FilterText;
  readonly progress: ProgressText;
  readonly diff: DiffText;
  readonly chart: ChartText;
  readonly palette: PaletteText;
  readonly legend: LegendText;
  readonly step: StepText;
}

/** The words of a table, its selection and its keys. */
export interface TableText {
  readonly rows: (shown: number, total: number, isCapped: boolean) => string;
  readonly loadMore: string;
  readonly columns: string;
  readonly selectRow: (name: string) => string;
  readonly selectAll: string;
  readonly selected: (count: number) => string;
  readonly sortBy: string;
  readonly turnSort: string;
  readonly arrivals: (count: number) => string;
  readonly keysGroup: string;
  readonly nextRow: string;
  readonly previousRow: string;
  readonly openRow: string;
  readonly toggleRow: string;
}

/** The words of a filter bar. */
export interface FilterText {
  readonly search: string;
  readonly searchKeys: string;
  readonly clearSearch: string;
  readonly remove: (facet: string, value: string) => string;
  readonly clearAll: string;
}

/** The words of a progress bar; durations come formatted. */
export interface ProgressText {
  readonly of: (done: string, total: string) => string;
  readonly elapsed: (duration: string) => string;
  readonly remaining: (duration: string) => string;
}

/** The words of a diff view. */
export interface DiffText {
  readonly before: string;
  readonly after: string;
  readonly absent: string;
  readonly unchanged: string;
  readonly operation: Readonly<Record<"create" | "update" | "delete" | "none", string>>;
}

/** The words of a chart's frame. */
export interface ChartText {
  readonly showTable: string;
  readonly showChart: string;
  readonly noData: string;
}

/** The words of the command palette. */
export interface PaletteText {
  readonly title: string;
  readonly placeholder: string;
  readonly empty: string;
  readonly results: (count: number) => string;
  readonly searching: string;
}

/** The words of the legend of keys. */
export interface LegendText {
  readonly title: string;
  readonly followedBy: string;
  readonly off: string;
}

/** The words of the states of a step. */
export interface StepText {
  readonly done: string;
  readonly current: string;
  readonly upcoming: string;
  readonly failed: string;
}
