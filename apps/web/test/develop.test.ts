import { expect, test } from "vitest";
import { openSite } from "./open-site.ts";

test("with --dev public pages come from the sources, with their style sheet and script", async () => {
  const { site, closeSite } = await openSite({}, ["--dev"]);
  try {
    const html = await (await fetch(`${site.address}/sign-up`)).text();
    expect(html).toContain("Sign up your community");
    const files = html.match(/\/_next\/static\/public-site\/[\w-]+\.(?:css|js)/g) ?? [];
    const names = files.map((file) => file.replace(/.*\/|-[\w-]{12}(?=\.)/g, ""));
    expect(names.toSorted()).toEqual(["short-form.js", "site.css"]);
    for (const file of files) {
      const { status } = await fetch(site.address + file);
      expect([file, status]).toEqual([file, 200]);
    }
  } finally {
    await closeSite();
  }
});
