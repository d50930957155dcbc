#!/bin/sh
# Run once by the image of PostgreSQL, on an empty volume. The owner of the tables makes the roles of the apps (`migrate`) and is
# nothing more; Temporal has databases of its own.
set -eu
psql -v ON_ERROR_STOP=1 -v owner_password="$OWNER_PASSWORD" -v temporal_password="$TEMPORAL_PASSWORD" \
  --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" --file /etc/faxwire/database-owners.sql
