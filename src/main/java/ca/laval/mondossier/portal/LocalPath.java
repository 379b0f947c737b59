package ca.laval.mondossier.portal;

import java.util.regex.Pattern;

/** An address within the portal that came in from outside: it never leads to another site. */
final class LocalPath {
    private static final Pattern SAFE = Pattern.compile("/(?!/)[A-Za-z0-9/_.~-]*(\\?[A-Za-z0-9=&_.~%-]*)?");

    private LocalPath() {
    }

    static String orHome(String path) {
        return path != null && path.length() <= 500 && SAFE.matcher(path).matches() ? path : "/";
    }
}
