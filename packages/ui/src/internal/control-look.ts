/** The classes of a control that text is entered into. */
export const controlLook =
  "w-full min-w-0 rounded-m border border-line-strong bg-surface px-2.5 text-base text-ink placeholder:text-ink-soft aria-invalid:border-bad aria-invalid:border-2 disabled:cursor-not-allowed disabled:border-dashed disabled:bg-transparent disabled:text-ink-soft";
