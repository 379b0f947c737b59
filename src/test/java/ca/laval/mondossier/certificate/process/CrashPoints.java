package ca.laval.mondossier.certificate.process;

import com.zaxxer.hikari.HikariDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Between the application and its database: counts what goes through, and at one chosen point lets it fail as a crash would. A point is a
 * statement or a commit; a commit fails before it happened or after.
 */
class CrashPoints implements BeanPostProcessor {
    enum Kind { NOTHING_HAPPENED, COMMITTED_BUT_NOBODY_KNOWS, DATABASE_GONE }

    private final Runnable killDatabase;
    private HikariDataSource pool;
    private final List<Long> commits = Collections.synchronizedList(new ArrayList<>());
    private boolean armed;
    private long passed;
    private long crashAt;
    private Kind kind;
    private boolean crashed;

    /** @param killDatabase ends every connection to the database, from outside */
    CrashPoints(Runnable killDatabase) {
        this.killDatabase = killDatabase;
    }

    /** Lets everything pass and counts it. */
    synchronized void count() {
        arm(-1, Kind.NOTHING_HAPPENED);
    }

    synchronized void arm(long at, Kind how) {
        commits.clear();
        passed = 0;
        crashAt = at;
        kind = how;
        crashed = false;
        armed = true;
    }

    synchronized void disarm() {
        armed = false;
    }

    synchronized long passed() {
        return passed;
    }

    synchronized boolean crashed() {
        return crashed;
    }

    /** The application comes back with a pool of connections that are alive. */
    void restart() {
        pool.getHikariPoolMXBean().softEvictConnections();
    }

    /** The points that were commits. */
    List<Long> commits() {
        return List.copyOf(commits);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof HikariDataSource source) || !name.equals("dataSource")) return bean;
        pool = source;
        return proxy(source, DataSource.class, "getConnection", this::connection);
    }

    private Object connection(Object connection) {
        return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> switch (method.getName()) {
            case "commit" -> commit((Connection) connection, method);
            case "prepareStatement" -> statement(call(connection, method, arguments), java.sql.PreparedStatement.class);
            case "createStatement" -> statement(call(connection, method, arguments), Statement.class);
            default -> call(connection, method, arguments);
        });
    }

    private Object statement(Object statement, Class<?> type) {
        return Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (method.getName().startsWith("execute") && isHere(false)) crash();
            return call(statement, method, arguments);
        });
    }

    private Object commit(Connection connection, Method method) throws Throwable {
        boolean here = isHere(true);
        if (here && kind != Kind.COMMITTED_BUT_NOBODY_KNOWS) crash();
        Object done = call(connection, method, null);
        if (here && kind == Kind.COMMITTED_BUT_NOBODY_KNOWS) crash();
        return done;
    }

    private synchronized boolean isHere(boolean commit) {
        if (!armed) return false;
        passed++;
        if (commit) commits.add(passed);
        if (passed != crashAt) return false;
        crashed = true;
        return true;
    }

    private void crash() throws SQLException {
        if (kind == Kind.DATABASE_GONE) killDatabase.run();
        else throw new SQLException("The drill stops everything here", "08006");
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private interface Wrap {
        Object around(Object inner);
    }

    private static Object proxy(Object target, Class<?> type, String factory, Wrap wrap) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            Object result = call(target, method, arguments);
            return method.getName().equals(factory) ? wrap.around(result) : result;
        };
        return Proxy.newProxyInstance(CrashPoints.class.getClassLoader(), new Class<?>[] {type, java.io.Closeable.class}, handler);
    }
}
