package ca.laval.mondossier.portal;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/** Where staff and operators are at home: other sign-ins, other rules. Everything else is the residents' portal. */
final class StaffPaths {
    private static final List<String> ROOTS = List.of("/camunda", "/engine-rest", "/counter", "/actuator");

    private StaffPaths() {
    }

    static boolean matches(HttpServletRequest request) {
        String path = path(request);
        return ROOTS.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
    }

    /** The address a person asked for, also on the page that explains an error, without the context path. */
    static String path(HttpServletRequest request) {
        Object failed = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        String path = failed == null ? request.getRequestURI() : failed.toString();
        return path.startsWith(request.getContextPath()) ? path.substring(request.getContextPath().length()) : path;
    }
}
