CREATE TABLE "imported_rows" (
	"source" text NOT NULL,
	"row_key" text NOT NULL,
	"became" text NOT NULL,
	"reason" text NOT NULL,
	"appeal_id" uuid,
	"imported_at" timestamp with time zone NOT NULL,
	CONSTRAINT "imported_rows_source_row_key_pk" PRIMARY KEY("source","row_key"),
	CONSTRAINT "imported_rows_became_known" CHECK ("imported_rows"."became" in ('kept', 'merged'))
);
--> statement-breakpoint
ALTER TABLE "group_assignments" ALTER COLUMN "treatment_fraction" DROP NOT NULL;