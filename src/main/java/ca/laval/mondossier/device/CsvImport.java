package ca.laval.mondossier.device;

import ca.laval.mondossier.device.ListRefused.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The asset list, in two steps: read and compared first, then applied by whoever looked at the comparison. It is streamed: fifty thousand
 * lines take no more memory than five hundred. The same serial twice in one list: the first line counts, the second is rejected.
 */
@Component
public class CsvImport {
    private static final int MOST_LINES = 100_000;
    private static final int AT_ONCE = 500;
    private static final int REFUSED_SHOWN = 100;
    /** A line that says something else than the register. */
    private static final String CHANGED = """
            (d.gone_at is not null or d.listed_at is null or (d.category, d.owner_type, d.site, d.department, d.chief_email) is distinct from (l.category, l.owner_type, l.site, l.department, l.chief_email)
             or l.name is not null and d.manager is null and d.name is distinct from l.name or l.holder_email is not null and d.manager is null and d.holder_email is distinct from l.holder_email
             or d.manager is null and d.platform is distinct from l.platform)""";

    private final JdbcClient db;
    private final Clock clock;

    CsvImport(JdbcClient db, Clock clock) {
        this.db = db;
        this.clock = clock;
    }

    /** Reads a list and compares it; nothing of the register changes. */
    @Transactional(rollbackFor = {ListRefused.class, IOException.class})
    public ImportReport read(Path path, String fileName, String by) throws IOException, ListRefused {
        CsvFile file = CsvFile.of(path);
        long id = db.sql("insert into device_import (file_name, read_by, read_at, charset) values (:name, :by, :now, :charset) returning id")
                .param("name", fileName).param("by", by).param("now", now()).param("charset", file.charset().name()).query(Long.class).single();
        int lines = 0;
        CsvReader records = file.records();
        try (records) {
            List<String> header = records.next();
            Map<String, Integer> columns = AssetLine.columns(header == null ? List.of() : header);
            String missing = AssetLine.REQUIRED.stream().filter(column -> !columns.containsKey(column)).collect(Collectors.joining(", "));
            if (!missing.isEmpty()) throw new ListRefused(Reason.COLUMNS_MISSING, missing);
            var some = new ArrayList<AssetLine>(AT_ONCE);
            for (List<String> fields = records.next(); fields != null; fields = records.next()) {
                if (fields.stream().allMatch(String::isBlank)) continue;
                if (++lines > MOST_LINES) throw new ListRefused(Reason.TOO_MANY_LINES, String.valueOf(MOST_LINES));
                some.add(AssetLine.of(records.line(), fields, columns));
                if (some.size() == AT_ONCE) store(id, some);
            }
            store(id, some);
        } catch (CsvReader.BrokenRecord e) {
            // The rest of the file cannot be told apart: the line that did not end is the answer.
            throw new ListRefused(Reason.NO_TEXT, String.valueOf(e.line()));
        }
        if (lines == 0) throw new ListRefused(Reason.EMPTY, "");
        db.sql("update device_import set lines = :lines where id = :id").param("lines", lines).param("id", id).update();
        return report(id);
    }

    private void store(long id, List<AssetLine> lines) {
        if (lines.isEmpty()) return;
        db.sql("""
                insert into device_import_line (import, line, serial, name, category, owner_type, platform, site, department, holder_email, chief_email, rejected, rejected_by)
                select :import, line, serial, name, category, owner_type, platform, site, department, holder_email, chief_email,
                       case when rejected is null and (again > 1 or exists (select from device_import_line e where e.import = :import and e.serial = read.serial and e.rejected is null))
                            then 'SERIAL_TWICE' else rejected end,
                       case when rejected is null and (again > 1 or exists (select from device_import_line e where e.import = :import and e.serial = read.serial and e.rejected is null))
                            then 'serial' else rejected_by end
                from (select *, row_number() over (partition by serial order by line) as again
                      from unnest(:lines::int[], :serials::text[], :names::text[], :categories::text[], :owners::text[], :platforms::text[], :sites::text[], :departments::text[],
                                  :holders::text[], :chiefs::text[], :rejected::text[], :rejectedBy::text[])
                           r (line, serial, name, category, owner_type, platform, site, department, holder_email, chief_email, rejected, rejected_by)) read""")
                .param("import", id).param("lines", column(lines, line -> String.valueOf(line.line()))).param("serials", column(lines, AssetLine::serial))
                .param("names", column(lines, AssetLine::name)).param("categories", column(lines, AssetLine::category)).param("owners", column(lines, AssetLine::ownerType))
                .param("platforms", column(lines, AssetLine::platform)).param("sites", column(lines, AssetLine::site)).param("departments", column(lines, AssetLine::department))
                .param("holders", column(lines, AssetLine::holderEmail)).param("chiefs", column(lines, AssetLine::chiefEmail)).param("rejected", column(lines, AssetLine::rejected))
                .param("rejectedBy", column(lines, AssetLine::rejectedBy)).update();
        lines.clear();
    }

    private static String[] column(List<AssetLine> lines, Function<AssetLine, String> value) {
        return lines.stream().map(value).toArray(String[]::new);
    }

    public Optional<ImportReport> find(long id) {
        return db.sql("select id from device_import where id = :id").param("id", id).query(Long.class).optional().map(this::report);
    }

    /** What a list that was read changes, or changed. */
    public ImportReport report(long id) {
        List<ImportReport.Refused> refused = db.sql("select line, rejected, rejected_by from device_import_line where import = :id and rejected is not null order by line limit :most")
                .param("id", id).param("most", REFUSED_SHOWN).query((row, index) -> new ImportReport.Refused(row.getInt(1), row.getString(2), row.getString(3))).list();
        return db.sql("""
                select i.*, counts.*, (select count(*) from device d where d.listed_at is not null and d.gone_at is null and d.manager is null
                                       and d.serial not in (select serial from device_import_line where import = :id and serial is not null)) as gone
                from device_import i cross join lateral (
                    select count(*) filter (where l.rejected is not null) as rejected, count(*) filter (where l.rejected is null and d.id is null) as added,
                           count(*) filter (where l.rejected is null and d.id is not null and %1$s) as changed,
                           count(*) filter (where l.rejected is null and d.id is not null and not %1$s) as same
                    from device_import_line l left join device d on d.serial = l.serial where l.import = i.id) counts
                where i.id = :id""".formatted(CHANGED)).param("id", id)
                .query((row, index) -> new ImportReport(row.getLong("id"), row.getString("file_name"), row.getString("charset"), row.getInt("lines"), row.getInt("added"), row.getInt("changed"),
                        row.getInt("same"), row.getInt("gone"), row.getInt("rejected"), refused, row.getTimestamp("applied_at") != null)).single();
    }

    /** Makes the list count, once: adds, changes, and marks as gone what earlier lists had and neither this one, in a rejected line, nor a management system has. */
    @Transactional(rollbackFor = ListRefused.class)
    public void apply(long id, String by) throws ListRefused {
        // One moment for all of it: what this list has was not listed before.
        Timestamp now = now();
        int first = db.sql("""
                update device_import i set applied_by = :by, applied_at = :now where id = :id and applied_at is null
                and not exists (select from device_import later where later.applied_at >= i.read_at and later.id <> i.id)""")
                .param("by", by).param("now", now).param("id", id).update();
        if (first == 0) throw new ListRefused(Reason.OVERTAKEN, "");
        db.sql("""
                insert into device as d (serial, name, category, owner_type, platform, site, department, holder_email, chief_email, listed_at, updated_at)
                select serial, name, category, owner_type, platform, site, department, holder_email, chief_email, :now, :now from device_import_line where import = :id and rejected is null
                on conflict (serial) do update set category = excluded.category, owner_type = excluded.owner_type, site = excluded.site, department = excluded.department,
                    chief_email = excluded.chief_email, name = case when d.manager is null then coalesce(excluded.name, d.name) else d.name end,
                    platform = case when d.manager is null then excluded.platform else d.platform end,
                    holder_email = case when d.manager is null then coalesce(excluded.holder_email, d.holder_email) else d.holder_email end,
                    listed_at = excluded.listed_at, gone_at = null, updated_at = excluded.updated_at""").param("id", id).param("now", now).update();
        db.sql("""
                update device d set gone_at = :now, holder_email = null, chief_email = null, updated_at = :now where listed_at < :now and gone_at is null and manager is null
                and serial not in (select serial from device_import_line where import = :id and serial is not null)""").param("id", id).param("now", now).update();
        // Who had which device is in the register now, and needs no second place.
        db.sql("update device_import_line set holder_email = null, chief_email = null where import = :id").param("id", id).update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
