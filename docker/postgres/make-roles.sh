#!/bin/sh
# Run by the Postgres image when its data folder is made: the roles, and their passwords.
set -eu
cd /docker-entrypoint-initdb.d
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" -f roles/roles.sql
for role in migrator bot site; do
  psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" \
    -v password="$(cat "/run/secrets/${role}_password")" <<SQL
alter role appealmod_$role password :'password';
SQL
done
