import { describe, expect, it } from "vitest";
import { type Column, columnsRoom, columnWidth, leastTableWidth } from "./column";

const column = (widthRem?: number): Column<string> => ({
  id: "name",
  header: "Name",
  cell: (row) => row,
  ...(widthRem === undefined ? {} : { widthRem }),
});
const columns = [column(10), column(), column(7)];

describe("the columns of a table", () => {
  it("have the width that they ask for, and give way alike where the frame has less, but not for ever", () => {
    expect(columnsRoom(columns)).toBe(30);
    expect(columnWidth(column(10), 30)).toBe("clamp(8.5rem, calc((100cqw - 1rem) * 0.33333), 10rem)");
    expect(leastTableWidth(30)).toBe("25.5rem");
  });

  it("without a width of their own take what is left", () => {
    expect(columnWidth(column(), 30)).toBeUndefined();
  });
});
