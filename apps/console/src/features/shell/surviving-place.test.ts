import { describe, expect, it } from "vitest";
import { survivingPlace } from "./surviving-place";

const place = (name: string, isConnected: boolean, canHold: boolean) => ({ name, isConnected, canHold });

describe("where the focus goes when what had it has left the page", () => {
  it("is the nearest thing around it that stayed and can hold it", () => {
    const around = [place("button", false, true), place("cell", false, false), place("panel", true, false), place("table", true, true)];
    expect(survivingPlace([[...around, place("page", true, true)]])?.name).toBe("table");
  });

  it("is where one was before, when a whole layer has gone", () => {
    const dialog = [place("save", false, true), place("dialog", false, true)];
    const row = [place("row", false, true), place("table", true, true), place("page", true, true)];
    expect(survivingPlace([dialog, row, [place("page", true, true)]])?.name).toBe("table");
  });

  it("is nowhere when nothing stayed", () => {
    expect(survivingPlace([[place("button", false, true)], [place("dialog", false, true)]])).toBeNull();
  });
});
