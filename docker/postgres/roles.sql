-- Makes the three roles of AppealMod in the database that this is run in, by a superuser:
--   psql -d appealmod -f docker/postgres/roles.sql
-- Then give each a password (\password appealmod_migrator) and an address of its own:
--   appealmod_migrator  owns everything; pnpm appealmod migrate and the operator's other commands
--   appealmod_bot       database_url of the bot
--   appealmod_site      database_url of the site
-- What bot and site may do with each table is granted by `pnpm appealmod migrate`, each time.
-- Can be run again. Where tables exist that another role owns, hand them over, in the same database:
--   REASSIGN OWNED BY earlier_role TO appealmod_migrator;
do $$
declare
  name text;
begin
  foreach name in array array['appealmod_migrator', 'appealmod_bot', 'appealmod_site'] loop
    begin
      execute format('create role %I login', name);
    exception
      when duplicate_object or unique_violation then null;
    end;
    execute format('alter role %I nosuperuser nocreatedb nocreaterole nobypassrls', name);
    execute format('grant connect on database %I to %I', current_database(), name);
  end loop;
  execute format('alter database %I owner to appealmod_migrator', current_database());
  execute format('revoke all on database %I from public', current_database());
end
$$;

alter schema public owner to appealmod_migrator;
revoke create on schema public from public;
