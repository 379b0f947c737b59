package ca.laval.mondossier.benchmark;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What a database did so far, read from the server itself, so that no client can forget to count.
 *
 * @param statements  SQL statements of clients, without begin and commit
 * @param commits     committed transactions, reading ones included
 * @param writes      transactions that wrote
 * @param walBytes    bytes of write-ahead log, of the whole server
 */
record Counters(long statements, long commits, long writes, long walBytes) {

    static Counters read(JdbcClient db) {
        return db.sql("""
                select (select coalesce(sum(calls), 0) from pg_stat_statements s join pg_database d on d.oid = s.dbid where d.datname = current_database()),
                       (select xact_commit from pg_stat_database where datname = current_database()),
                       pg_snapshot_xmax(pg_current_snapshot())::text::bigint,
                       pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint""")
                .query((row, i) -> new Counters(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4))).single();
    }

    Counters minus(Counters earlier) {
        return new Counters(statements - earlier.statements, commits - earlier.commits, writes - earlier.writes, walBytes - earlier.walBytes);
    }
}
