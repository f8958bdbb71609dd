import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LibraryPage } from "../../../../features/policy-library/library-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("policyLibrary"))("title") };
}

export default function PolicyLibrary() {
  return <LibraryPage />;
}
