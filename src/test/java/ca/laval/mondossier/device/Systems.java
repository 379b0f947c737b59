package ca.laval.mondossier.device;

import java.time.Clock;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A register and a management system that says what a test wants, without the application. */
public final class Systems {
    private Systems() {
    }

    public static DeviceManagers of(DeviceManager manager, Clock clock) {
        var beans = new StaticListableBeanFactory();
        beans.addBean("manager", manager);
        return new DeviceManagers(beans.getBeanProvider(DeviceManager.class), clock);
    }

    public static DeviceRegister register(JdbcClient db, Clock clock) {
        return new DeviceRegister(db, clock);
    }
}
