#!/bin/sh
# A private PostgreSQL for tests: in a folder of its own, on a Unix socket only, without syncing.
#   tests/postgres.sh start DIR     makes DIR, starts the server, prints the URL of its database
#   tests/postgres.sh again DIR     starts it again after somebody killed it
#   tests/postgres.sh rest DIR      stops it and keeps DIR
#   tests/postgres.sh stop DIR      stops it and removes DIR
# Installs nothing: the Debian package "postgresql" must be there. Durable tests ask for
#   FSYNC=on tests/postgres.sh start DIR
# By hand:
#   export LX_TEST_POSTGRES="$(tests/postgres.sh start /tmp/lx-postgres)"
#   meson test -C build-test 'scenario activities on postgresql'
set -eu

dir=${2:?"usage: tests/postgres.sh start|again|rest|stop DIR"}
bin=$(ls -d /usr/lib/postgresql/*/bin 2> /dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(dirname "$(command -v pg_ctl)")

# initdb refuses root, so root works as the user that the package made.
owner=$(id -un)
[ "$owner" != root ] || owner=postgres
as_owner()
{
	if [ "$owner" = "$(id -un)" ]; then "$@"; else runuser -u "$owner" -- "$@"; fi
}

start()
{
	mkdir -m 0755 "$dir"
	chmod a+x "$(dirname "$dir")"
	chown "$owner" "$dir"
	cd "$dir"
	as_owner "$bin/initdb" -D "$dir/data" -U postgres -A trust -E UTF8 --locale=C -N > "$dir/initdb.log" 2>&1 ||
		{ cat "$dir/initdb.log" >&2; return 1; }
	cat >> "$dir/data/postgresql.conf" <<-END
		listen_addresses = ''
		unix_socket_directories = '$dir'
		fsync = ${FSYNC:-off}
		full_page_writes = ${FSYNC:-off}
		synchronous_commit = ${FSYNC:-off}
		synchronous_standby_names = '${STANDBYS-nobody}'
		max_connections = 200
		shared_buffers = 64MB
		max_pred_locks_per_transaction = 256
		max_locks_per_transaction = 256
		autovacuum_naptime = 10min
		jit = off
	END
	as_owner "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -s start >&2
	as_owner "$bin/createdb" -h "$dir" -U postgres lianxin
	echo "postgresql://postgres@/lianxin?host=$dir"
}

again()
{
	cd "$dir"
	# Of the one that was killed; perhaps nobody has buried it yet.
	rm -f "$dir/data/postmaster.pid" "$dir"/.s.PGSQL.*
	as_owner "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -w -s start >&2
}

rest()
{
	cd "$dir"
	as_owner "$bin/pg_ctl" -D "$dir/data" -m fast -w -s stop
}

stop()
{
	if [ -f "$dir/data/postmaster.pid" ]; then
		cd "$dir"
		as_owner "$bin/pg_ctl" -D "$dir/data" -m immediate -w -s stop || true
		cd /
	fi
	rm -rf "$dir"
}

case $1 in
start) start || { stop; exit 1; } ;;
again) again ;;
rest) rest ;;
stop) stop ;;
*) exit 2 ;;
esac
