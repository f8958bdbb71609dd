import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { UserPage } from "../../../../../features/identity/user-page";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("nav"))("identity") };
}

export default async function User({ params }: { params: Promise<{ userId: string }> }) {
  return <UserPage userId={decodeURIComponent((await params).userId)} />;
}
