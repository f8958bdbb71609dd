import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { SearchPage } from "../../../features/search/search-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("search") };
}

export default function Search() {
  return <SearchPage />;
}
