const MAX_LINES = 300;

export const fileLength = {
  name: "file-length",
  teaches: "A file is one thing, of at most 300 lines. Ask which second thing lives there, and give it a file.",
  appliesTo: () => true,
  check({ text }) {
    const lines = text.trimEnd().split("\n").length;
    return lines > MAX_LINES ? [{ line: MAX_LINES + 1, says: `${lines} lines` }] : [];
  },
};
