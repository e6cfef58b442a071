ALTER TABLE "appeals" ADD COLUMN "link_version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "form_links" ADD COLUMN "revoked_at" timestamp with time zone;