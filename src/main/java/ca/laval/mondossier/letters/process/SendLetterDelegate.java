package ca.laval.mondossier.letters.process;

import ca.laval.mondossier.letters.Letters;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Sends the letter that the task's input parameter `letter` names. Any process may use it; give the task a save point before it. Where a case may
 * have several processes at this step, the input `letterKey` tells them apart.
 */
@Component
class SendLetterDelegate implements JavaDelegate {
    private final Letters letters;

    SendLetterDelegate(Letters letters) {
        this.letters = letters;
    }

    @Override
    public void execute(DelegateExecution task) {
        String letter = (String) task.getVariable("letter");
        String process = task.getProcessDefinitionId().substring(0, task.getProcessDefinitionId().indexOf(':'));
        String key = (String) task.getVariable("letterKey");
        String step = task.getCurrentActivityId() + (key == null ? "" : "." + key);
        letters.send(task.getProcessBusinessKey(), process, step, letter, task.getVariables());
    }
}
