import { describe, expect, it } from "vitest";
import { lineNames } from "./line-names";

const at = (clusterName: string, pod: string, container = "app") => ({ clusterName, pod, container });

describe("what stands beside a line of a log", () => {
  it("is what tells its container from the others that are open", () => {
    expect(lineNames([at("prod", "web-1"), at("prod", "web-2")])).toEqual(["web-1", "web-2"]);
    expect(lineNames([at("prod", "web-1"), at("dr", "web-1")])).toEqual(["prod/web-1", "dr/web-1"]);
    expect(lineNames([at("prod", "web-1"), at("prod", "web-1", "proxy")])).toEqual(["web-1/app", "web-1/proxy"]);
  });

  it("gives way at its beginning, because pods differ at their end", () => {
    const [name = ""] = lineNames([at("prod", `${"long-".repeat(10)}5d7f-abcde`)]);
    expect(name).toHaveLength(32);
    expect(name).toMatch(/^….*-5d7f-abcde$/);
  });
});
