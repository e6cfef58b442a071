CREATE TABLE "restores" (
	"restored_at" timestamp with time zone PRIMARY KEY NOT NULL,
	"backed_up_at" timestamp with time zone NOT NULL
);
