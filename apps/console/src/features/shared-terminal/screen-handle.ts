/** What can be done with a drawn terminal. */
export interface ScreenHandle {
  /** Draws output; `then` is called when it is drawn. */
  write(text: string, then?: () => void): void;
  /** Empties everything, as a terminal that was just switched on. */
  reset(): void;
  resize(columns: number, rows: number): void;
  focus(): void;
  /** What is marked on it; empty for nothing. */
  selection(): string;
}
