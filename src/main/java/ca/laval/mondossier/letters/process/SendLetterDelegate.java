package ca.laval.mondossier.letters.process;

import ca.laval.mondossier.letters.Letters;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Sends the letter that the task's input parameter `letter` names. Any process may use it; give the task a save point before it. */
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
        letters.send(task.getProcessBusinessKey(), process, task.getCurrentActivityId(), letter, task.getVariables());
    }
}
