import { z } from "zod";
import { Environment, LinkState } from "./cluster";
import { FleetCluster } from "./fleet";
import { PageRequest, pageOf } from "./page";

/** What the list of clusters can be sorted by. `link` puts first what a person should look at, `since` what changed longest ago. */
export const ClusterSort = z.enum(["name", "environment", "region", "link", "since", "version"]);
export type ClusterSort = z.infer<typeof ClusterSort>;

/** What a list of clusters is narrowed to by their links. One that is away is neither unreachable nor unknown as long as it may be. */
export const LinkFilter = z.enum([...LinkState.options, "away"]);
export type LinkFilter = z.infer<typeof LinkFilter>;

/** Which clusters to list. Everything left out matches. */
export const ListClusters = PageRequest.extend({
  /** Part of a name or of a region. */
  text: z.string().trim().max(200).optional(),
  environments: z.array(Environment).max(3).optional(),
  links: z.array(LinkFilter).max(6).optional(),
  sort: ClusterSort.default("name"),
  direction: z.enum(["asc", "desc"]).default("asc"),
});
export type ListClusters = z.infer<typeof ListClusters>;

/** A page of clusters with what they run and what was found. */
export const ClusterPage = pageOf(FleetCluster);
export type ClusterPage = z.infer<typeof ClusterPage>;
