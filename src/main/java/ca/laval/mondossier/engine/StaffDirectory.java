package ca.laval.mondossier.engine;

import ca.laval.mondossier.SettingsProblem;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Component;

/**
 * Offices, grants and filters, made when they are missing; under `demo` also its people. An office gets Tasklist, its filters and the
 * diagrams it has tasks in; its tasks themselves become visible one by one, through their candidate group. Managers of a service get
 * Cockpit for it. Nobody has access until a grant says so.
 */
@Component
class StaffDirectory {
    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final FilterService filters;
    private final TaskService tasks;
    private final String language;

    StaffDirectory(IdentityService identity, AuthorizationService authorizations, FilterService filters, TaskService tasks,
                   ModelDeployment models, Environment environment, @Value("${mondossier.staff-language}") String language,
                   @Value("${mondossier.admin.user:}") String admin, @Value("${mondossier.admin.password:}") String password) {
        this.identity = identity;
        this.authorizations = authorizations;
        this.filters = filters;
        this.tasks = tasks;
        this.language = language;
        administrator(admin, password);
        offices();
        models.processes().forEach(this::grantsOf);
        auditor();
        filters();
        if (environment.acceptsProfiles(Profiles.of("demo"))) demoPeople();
    }

    private void administrator(String user, String password) {
        if (identity.createUserQuery().memberOfGroup(Groups.CAMUNDA_ADMIN).count() > 0) return;
        if (user.isBlank() || password.isBlank()) {
            throw new SettingsProblem("The database has no administrator yet: set MONDOSSIER_ADMIN_USER and MONDOSSIER_ADMIN_PASSWORD and start again");
        }
        group(Groups.CAMUNDA_ADMIN, "Administration", Groups.GROUP_TYPE_SYSTEM);
        for (Resource resource : Resources.values()) grant(Groups.CAMUNDA_ADMIN, resource, Authorization.ANY, Permissions.ALL);
        person(user, password, "Admin", "Mon dossier", List.of(Groups.CAMUNDA_ADMIN));
    }

    private void offices() {
        for (Map<String, String> office : csv("/staff/offices.csv")) {
            group(office.get("id"), office.get(language), Groups.GROUP_TYPE_WORKFLOW);
            if (!office.get("id").equals("auditor")) grant(office.get("id"), Resources.APPLICATION, "tasklist", Permissions.ACCESS);
        }
    }

    private void grantsOf(DeclaredProcess process) {
        for (String office : process.offices()) {
            grant(office, Resources.PROCESS_DEFINITION, process.id(), ProcessDefinitionPermissions.READ);
        }
        for (String starter : process.list("starters")) {
            grant(starter, Resources.PROCESS_DEFINITION, process.id(), ProcessDefinitionPermissions.CREATE_INSTANCE);
            grant(starter, Resources.PROCESS_INSTANCE, Authorization.ANY, Permissions.CREATE);
        }
        for (String manager : process.list("managers")) {
            grant(manager, Resources.APPLICATION, "cockpit", Permissions.ACCESS);
            grant(manager, Resources.PROCESS_DEFINITION, process.id(), ProcessDefinitionPermissions.READ,
                    ProcessDefinitionPermissions.READ_INSTANCE, ProcessDefinitionPermissions.READ_HISTORY,
                    ProcessDefinitionPermissions.READ_TASK, ProcessDefinitionPermissions.TASK_ASSIGN, ProcessDefinitionPermissions.RETRY_JOB);
            for (String decision : process.decisions()) {
                grant(manager, Resources.DECISION_DEFINITION, decision, Permissions.READ, Permissions.READ_HISTORY);
            }
        }
    }

    private void auditor() {
        grant("auditor", Resources.APPLICATION, "cockpit", Permissions.ACCESS);
        grant("auditor", Resources.PROCESS_DEFINITION, Authorization.ANY, ProcessDefinitionPermissions.READ,
                ProcessDefinitionPermissions.READ_INSTANCE, ProcessDefinitionPermissions.READ_HISTORY, ProcessDefinitionPermissions.READ_TASK);
        grant("auditor", Resources.DECISION_DEFINITION, Authorization.ANY, Permissions.READ, Permissions.READ_HISTORY);
    }

    private void filters() {
        boolean french = language.equals("fr");
        // The office's queue comes first: it is what a new working day begins with.
        filter(french ? "Les tâches de mon bureau" : "My office's tasks", 10,
                tasks.createTaskQuery().taskCandidateGroupInExpression("${currentUserGroups()}").includeAssignedTasks());
        filter(french ? "Mes tâches" : "My tasks", 20, tasks.createTaskQuery().taskAssigneeExpression("${currentUser()}"));
        filter(french ? "En retard" : "Overdue", 30, tasks.createTaskQuery()
                .taskCandidateGroupInExpression("${currentUserGroups()}").includeAssignedTasks().dueBeforeExpression("${now()}"));
    }

    private void filter(String name, int priority, TaskQuery query) {
        var existing = filters.createFilterQuery().filterName(name).singleResult();
        if (existing == null) {
            var filter = filters.newTaskFilter(name);
            filter.setQuery(query.orderByDueDate().asc());
            filter.setProperties(Map.of("priority", priority, "refresh", true, "showUndefinedVariable", false,
                    "variables", List.of(Map.of("name", "caseNumber", "label", language.equals("fr") ? "Dossier" : "Case file"))));
            existing = filters.saveFilter(filter);
        }
        for (Map<String, String> office : csv("/staff/offices.csv")) {
            if (!office.get("id").equals("auditor")) grant(office.get("id"), Resources.FILTER, existing.getId(), Permissions.READ);
        }
    }

    /** People of the demonstration sign in with their first name as user name and password. */
    private void demoPeople() {
        for (Map<String, String> person : csv("/staff/demo-people.csv")) {
            person(person.get("id"), person.get("id"), person.get("first"), person.get("last"), List.of(person.get("offices").split(",")));
        }
    }

    private void group(String id, String name, String type) {
        if (identity.createGroupQuery().groupId(id).count() > 0) return;
        Group group = identity.newGroup(id);
        group.setName(name);
        group.setType(type);
        identity.saveGroup(group);
    }

    private void person(String id, String password, String first, String last, List<String> groups) {
        if (identity.createUserQuery().userId(id).count() > 0) return;
        var user = identity.newUser(id);
        user.setPassword(password);
        user.setFirstName(first);
        user.setLastName(last);
        identity.saveUser(user);
        groups.forEach(group -> identity.createMembership(id, group));
    }

    private void grant(String group, Resource resource, String id, Permission... permissions) {
        var existing = authorizations.createAuthorizationQuery().groupIdIn(group).resourceType(resource).resourceId(id)
                .authorizationType(Authorization.AUTH_TYPE_GRANT).singleResult();
        if (existing != null && Set.of(permissions).stream().allMatch(existing::isPermissionGranted)) return;
        var grant = existing == null ? authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT) : existing;
        grant.setGroupId(group);
        grant.setResource(resource);
        grant.setResourceId(id);
        for (Permission permission : permissions) grant.addPermission(permission);
        authorizations.saveAuthorization(grant);
    }

    private static List<Map<String, String>> csv(String resource) {
        try (var reader = new BufferedReader(new InputStreamReader(StaffDirectory.class.getResourceAsStream(resource), StandardCharsets.UTF_8))) {
            var lines = reader.lines().filter(line -> !line.isBlank()).map(line -> line.split(";", -1)).toList();
            var header = lines.get(0);
            return lines.stream().skip(1).map(line -> {
                Map<String, String> row = new java.util.LinkedHashMap<>();
                for (int i = 0; i < header.length; i++) row.put(header[i], line[i]);
                return row;
            }).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
