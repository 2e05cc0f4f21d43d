package org.drawbridge.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.drawbridge.name.QubeName;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Keeps the mirrored qubes, one row each. */
@Repository
class QubeTable {

    private static final String LISTED =
            "name, class, label, state, template, netvm, ip, mac, provides_network, xid, virt_mode, bridges";

    private static final String WHOLE = LISTED + ", properties, features, links, uplinks_seen_at, first_seen_at";

    private static final String INSERT = """
            insert into inventory_qube
                (name, class, label, state, template, netvm, ip, ip_bits, mac, provides_network, xid, virt_mode,
                 bridges, properties, features, links, uplinks_seen_at, first_seen_at)
            values
                (:name, :class, :label, :state, :template, :netvm, :ip, :ip_bits, :mac, :provides_network, :xid,
                 :virt_mode, :bridges, :properties, :features, :links, :uplinks_seen_at, :first_seen_at)
            """;

    private static final String UPDATE = """
            update inventory_qube set
                class = :class, label = :label, state = :state, template = :template, netvm = :netvm, ip = :ip,
                ip_bits = :ip_bits, mac = :mac, provides_network = :provides_network, xid = :xid,
                virt_mode = :virt_mode, bridges = :bridges, properties = :properties, features = :features,
                links = :links, uplinks_seen_at = :uplinks_seen_at
            where name = :name
            """;

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;

    QubeTable(JdbcClient jdbc, NamedParameterJdbcOperations batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    SortedMap<QubeName, Mirrored> load() {
        SortedMap<QubeName, Mirrored> qubes = new TreeMap<>();
        jdbc.sql("select " + WHOLE + " from inventory_qube")
                .query(QubeRows::mirrored)
                .list()
                .forEach(qube -> qubes.put(qube.name(), qube));
        return qubes;
    }

    /** The running qubes, and the net qubes whether they run or not: all that bridges and cards are told from. */
    List<Mirrored> loadForBridges() {
        return jdbc.sql("select " + WHOLE + " from inventory_qube where provides_network or xid > 0 order by name")
                .query(QubeRows::mirrored)
                .list();
    }

    Optional<Mirrored> load(QubeName name) {
        return jdbc.sql("select " + WHOLE + " from inventory_qube where name = :name")
                .param("name", name.value())
                .query(QubeRows::mirrored)
                .optional();
    }

    void insert(Collection<Mirrored> qubes) {
        batch(INSERT, qubes);
    }

    void update(Collection<Mirrored> qubes) {
        batch(UPDATE, qubes);
    }

    void delete(Collection<QubeName> names) {
        SqlParameterSource[] rows = names.stream()
                .map(name -> new MapSqlParameterSource("name", name.value()))
                .toArray(SqlParameterSource[]::new);
        batches.batchUpdate("delete from inventory_qube where name = :name", rows);
    }

    Optional<Qube> find(QubeName name) {
        return jdbc.sql("select " + LISTED + " from inventory_qube where name = :name")
                .param("name", name.value())
                .query(QubeRows::qube)
                .optional();
    }

    List<Qube> all() {
        return jdbc.sql("select " + LISTED + " from inventory_qube order by name")
                .query(QubeRows::qube)
                .list();
    }

    int count() {
        return jdbc.sql("select count(*) from inventory_qube")
                .query(Integer.class)
                .single();
    }

    QubePage page(QubeQuery query) {
        List<String> conditions = new ArrayList<>(List.of("1 = 1"));
        MapSqlParameterSource values = new MapSqlParameterSource();
        filter(query, conditions, values);
        String where = " from inventory_qube where " + String.join(" and ", conditions);
        long total = jdbc.sql("select count(*)" + where)
                .paramSource(values)
                .query(Long.class)
                .single();
        String direction = query.descending() ? " desc" : " asc";
        values.addValue("size", query.size()).addValue("offset", (long) query.page() * query.size());
        List<Qube> content = jdbc.sql("select " + LISTED + where + " order by "
                        + query.sort().column() + direction + " nulls last, name" + direction
                        + " limit :size offset :offset")
                .paramSource(values)
                .query(QubeRows::qube)
                .list();
        return new QubePage(content, query.page(), query.size(), total);
    }

    /** The names of all whose {@code column} is that qube. */
    List<QubeName> users(QubeReference column, QubeName name) {
        return jdbc.sql("select name from inventory_qube where " + column.column() + " = :name order by name")
                .param("name", name.value())
                .query((row, number) -> QubeName.of(row.getString("name")))
                .list();
    }

    /** The words that a column has, for the choices of a filter. */
    List<String> words(QubeQuery.Sort column) {
        return jdbc.sql("select distinct " + column.column() + " as word from inventory_qube where " + column.column()
                        + " is not null order by word")
                .query((row, number) -> row.getString("word"))
                .list();
    }

    private void batch(String sql, Collection<Mirrored> qubes) {
        batches.batchUpdate(sql, qubes.stream().map(QubeRows::parameters).toArray(SqlParameterSource[]::new));
    }

    private static void filter(QubeQuery query, List<String> conditions, MapSqlParameterSource values) {
        if (!query.search().isBlank()) {
            conditions.add("(lower(name) like :search escape '!' or ip like :search escape '!'"
                    + " or mac like :search escape '!')");
            values.addValue("search", "%" + escaped(query.search().strip().toLowerCase(Locale.ROOT)) + "%");
        }
        equal("class", query.qubeClass(), conditions, values);
        equal("state", query.state(), conditions, values);
        if (query.netvm().equals(QubeQuery.NO_NETVM)) {
            conditions.add("netvm is null");
        } else {
            equal("netvm", query.netvm(), conditions, values);
        }
        query.bridged().ifPresent(bridged -> conditions.add(bridged ? "bridges <> ''" : "bridges = ''"));
    }

    private static void equal(String column, String wanted, List<String> conditions, MapSqlParameterSource values) {
        if (!wanted.isEmpty()) {
            conditions.add(column + " = :" + column);
            values.addValue(column, wanted);
        }
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /** A column that names another qube. */
    enum QubeReference {
        NETVM("netvm"),
        TEMPLATE("template");

        private final String column;

        QubeReference(String column) {
            this.column = column;
        }

        String column() {
            return column;
        }
    }
}
