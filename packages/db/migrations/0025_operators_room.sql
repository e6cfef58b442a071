ALTER TABLE "main_sign_up_data" ADD COLUMN "answered_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "main_sign_up_data" ADD COLUMN "answered_by" text;