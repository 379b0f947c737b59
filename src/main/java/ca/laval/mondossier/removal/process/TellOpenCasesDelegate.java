package ca.laval.mondossier.removal.process;

import ca.laval.mondossier.removal.RemovalCases.Share;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Tells the next open cases of its share what the inventory says. */
@Component
class TellOpenCasesDelegate implements JavaDelegate {
    private final DeviceThreads threads;

    TellOpenCasesDelegate(DeviceThreads threads) {
        this.threads = threads;
    }

    @Override
    public void execute(DelegateExecution task) {
        Integer number = RemovalStartProcess.SHARE.orNull(task);
        // The drawing before had one for all.
        Share share = number == null ? Share.WHOLE : new Share(number, RemovalStartProcess.SHARES.from(task));
        Long until = threads.tell(RemovalProcess.CASE_NUMBER.from(task), share, RemovalStartProcess.TOLD_UNTIL.orNull(task));
        RemovalStartProcess.TOLD_UNTIL.setLocal(task, until);
        RemovalStartProcess.MORE_TO_TELL.setLocal(task, until != null);
    }
}
