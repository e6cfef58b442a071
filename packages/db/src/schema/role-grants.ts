import { pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";

/** Roles that are not Reddit's to give. `admins` of the settings are operators without a row. */
export const siteRoles = ["operator", "researcher"] as const;

/** Who was made operator or researcher on the site. */
export const roleGrants = pgTable(
  "role_grants",
  {
    /** The name in lower case: a role can be given before its holder ever signed in. */
    usernameKey: text("username_key").notNull(),
    username: text("username").notNull(),
    role: text("role", { enum: siteRoles }).notNull(),
    /** Reddit's account id, kept at the first sign-in: whoever takes the name later gets nothing. */
    redditorId: text("redditor_id"),
    grantedBy: text("granted_by").notNull(),
    grantedAt: timestamp("granted_at", { withTimezone: true }).notNull(),
  },
  (table) => [primaryKey({ columns: [table.usernameKey, table.role] })],
);
