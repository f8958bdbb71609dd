import { z } from "zod";
import { PageRequest, pageOf } from "./page";
import { PolicyCard, PolicyCategory, PolicyEngine } from "./policy-card";
import { ExampleResult } from "./policy-example";

/** The name of a policy of the library: that of its folder. */
export const LibraryPolicyId = z
  .string()
  .max(63)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "write the name that the library has it under");

/** Which policies of the library are looked for; a text is looked for in everything that they say of themselves. */
export const ListLibrary = PageRequest.extend({
  text: z.string().trim().max(100).default(""),
  /** None means all. */
  categories: z.array(PolicyCategory).max(20).default([]),
  engines: z.array(PolicyEngine).max(5).default([]),
});
export type ListLibrary = z.infer<typeof ListLibrary>;

/** One line of the library. */
export const LibraryRow = PolicyCard.extend({ id: LibraryPolicyId, examples: z.number().int() });
export type LibraryRow = z.infer<typeof LibraryRow>;

/** A page of the library. */
export const LibraryPage = pageOf(LibraryRow);
export type LibraryPage = z.infer<typeof LibraryPage>;

/** One policy of the library whole, with its texts. */
export const LibraryEntry = LibraryRow.extend({ manifests: z.string(), tests: z.string() });
export type LibraryEntry = z.infer<typeof LibraryEntry>;

/** What a hub is asked to test. */
export const TestPolicy = z.strictObject({ manifests: z.string().max(200_000), tests: z.string().max(100_000) });
export type TestPolicy = z.infer<typeof TestPolicy>;

/** What became of all examples of a policy, and when. */
export const PolicyTestRun = z.object({ ranAt: z.coerce.date(), results: z.array(ExampleResult) });
export type PolicyTestRun = z.infer<typeof PolicyTestRun>;
