/** What a simulated container knows of itself. */
export interface ShellWorld {
  readonly hostname: string;
  readonly env: Readonly<Record<string, string>>;
  /** Files by path, with their text. */
  readonly files: Readonly<Record<string, string>>;
  /** The command lines of its processes, the first being number 1. */
  readonly processes: readonly string[];
  readonly now: () => Date;
  size: { columns: number; rows: number };
  lastCode: number;
}

/** What a word printed, and its exit code. */
export interface Said {
  readonly output: string;
  readonly code: number;
}

const said = (output: string, code = 0): Said => ({ output, code });

const expanded = (world: ShellWorld, text: string): string =>
  text
    .replace(/\$\?/g, String(world.lastCode))
    .replace(/\$\{?([A-Za-z_][A-Za-z0-9_]*)\}?/g, (_, name: string) => world.env[name] ?? "")
    .replace(/^["']|["']$/g, "");

/** The names directly below a folder; null when there is no such folder. */
function namesBelow(files: ShellWorld["files"], folder: string): string[] | null {
  const root = folder === "/" ? "/" : `${folder.replace(/\/+$/, "")}/`;
  const names = Object.keys(files).flatMap((path) => (path.startsWith(root) ? [path.slice(root.length).split("/")[0] ?? ""] : []));
  return names.length === 0 ? null : [...new Set(names)].sort();
}

function ls({ files }: ShellWorld, args: readonly string[]): Said {
  const path = args.find((each) => !each.startsWith("-")) ?? "/";
  if (files[path] !== undefined) return said(path);
  const names = namesBelow(files, path);
  return names === null ? said(`ls: cannot access '${path}': No such file or directory`, 2) : said(names.join("  "));
}

function cat({ files }: ShellWorld, args: readonly string[]): Said {
  const missing = args.find((path) => files[path] === undefined);
  if (missing !== undefined) return said(`cat: ${missing}: No such file or directory`, 1);
  return said(args.map((path) => files[path]?.replace(/\n$/, "") ?? "").join("\n"));
}

function seq(args: readonly string[]): Said {
  const last = Number(args[0]);
  if (!Number.isInteger(last) || last < 1 || last > 100_000) return said("seq: give one number between 1 and 100000", 1);
  return said(Array.from({ length: last }, (_, i) => i + 1).join("\n"));
}

const KNOWN: Readonly<Record<string, (world: ShellWorld, args: readonly string[]) => Said>> = {
  help: () => said(`simulated shell. It knows: ${[...Object.keys(KNOWN), "exit", "stty"].sort().join(" ")}`),
  hostname: ({ hostname }) => said(hostname),
  env: ({ env }) =>
    said(
      Object.entries(env)
        .map(([name, value]) => `${name}=${value}`)
        .join("\n"),
    ),
  echo: (world, args) => said(args.map((each) => expanded(world, each)).join(" ")),
  printf: (world, args) =>
    said(
      expanded(world, args.join(" "))
        .replace(/\\(?:033|e|x1b)/g, "\u001b")
        .replace(/\\(?:007|a)/g, "\u0007")
        .replace(/\\n/g, "\n"),
    ),
  ls,
  cat,
  seq: (_, args) => seq(args),
  ps: ({ processes }) => said(["PID  COMMAND", ...processes.map((line, i) => `${String(i + 1).padEnd(4)} ${line}`)].join("\n")),
  whoami: () => said("nonroot"),
  id: () => said("uid=65532(nonroot) gid=65532(nonroot)"),
  pwd: () => said("/"),
  date: ({ now }) => said(now().toUTCString()),
  uname: () => said("Linux simulated"),
  tty: ({ size }) => said(`/dev/pts/0 ${size.columns}x${size.rows}`),
  true: () => said(""),
  false: () => said("", 1),
  clear: () => said("\u001b[2J\u001b[H"),
};

/** What a word with its arguments prints; 127 when the shell does not know it. */
export const words = (world: ShellWorld, word: string, args: readonly string[]): Said =>
  KNOWN[word]?.(world, args) ?? said(`sh: ${word}: not found`, 127);
