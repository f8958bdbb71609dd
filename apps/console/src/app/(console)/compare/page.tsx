import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ComparePage } from "../../../features/compare/compare-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("compare") };
}

export default function Compare() {
  return <ComparePage />;
}
