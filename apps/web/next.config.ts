import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const config: NextConfig = {
  poweredByHeader: false,
  // `pnpm check` judges types, for the whole workspace and in a second.
  typescript: { ignoreBuildErrors: true },
  // Nothing here asks another host for anything, and no page shows a raster image.
  images: { unoptimized: true },
  // Addresses under /form hold a token, and Reddit's way back a code: the development server must
  // not print them.
  logging: { incomingRequests: { ignore: [/^\/form/, /^\/api\/auth/] } },
  // Pages of the rooms end in a page of their own, with 403, where somebody may not see them.
  experimental: { authInterrupts: true },
};

export default createNextIntlPlugin("./src/i18n/request.ts")(config);
