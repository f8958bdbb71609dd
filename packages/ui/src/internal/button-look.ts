import { classNames } from "../rules/class-names";

/** `primary` once a screen; `danger` for what cannot be taken back; `quiet` inside dense rows and bars. */
export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
/** `m` is 32 px high, `s` 24 px: the least that a finger and WCAG 2.2 allow. */
export type ButtonSize = "m" | "s";

const variants: Readonly<Record<ButtonVariant, string>> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  secondary: "border border-line-strong bg-surface text-ink hover:bg-hover",
  quiet: "text-ink hover:bg-hover",
  danger: "bg-danger text-on-danger hover:bg-danger-hover",
};

// Said by colour and border, never by opacity: what is refused must stay readable.
const refused = "cursor-not-allowed border border-line-strong border-dashed bg-transparent text-ink-soft";

const sizes: Readonly<Record<ButtonSize, string>> = {
  m: "h-8 gap-1.5 px-3 text-base [&_svg]:size-4",
  s: "h-6 gap-1 px-2 text-small [&_svg]:size-3.5",
};

const squares: Readonly<Record<ButtonSize, string>> = { m: "size-8 [&_svg]:size-4", s: "size-6 [&_svg]:size-3.5" };

/** The classes of a button. */
export const buttonLook = (variant: ButtonVariant, size: ButtonSize, options: { isRefused?: boolean; isSquare?: boolean } = {}): string =>
  classNames(
    "inline-flex shrink-0 cursor-pointer select-none items-center justify-center whitespace-nowrap rounded-m font-medium [&_svg]:shrink-0",
    options.isRefused ? refused : variants[variant],
    options.isSquare ? squares[size] : sizes[size],
  );
